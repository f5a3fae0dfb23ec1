import type { EmulatorProvider } from './emulator-provider.js'

/** The loopback origin that plays the host of `url`, or undefined where the provider has no route for it. */
export function findRoute(url: URL, provider: EmulatorProvider): string | undefined {
  const routes = new Map(Object.entries(provider.routes ?? {}))
  return routes.get(url.origin) ?? routes.get('*')
}
