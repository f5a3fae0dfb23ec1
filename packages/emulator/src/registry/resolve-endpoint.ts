import { isTargetAllowed } from '@countersign/core'
import { findRoute } from './find-route.js'
import type { ProviderRegistry } from './provider-registry.js'
import { readLoopbackOrigin, readUrl } from './read-origin.js'

/** Where a request goes, and the origin on this machine that takes it. */
export interface Endpoint {
  readonly target: URL
  readonly route: string
}

/**
 * An endpoint on this machine, or an https one that a registered provider routes to this machine. Undefined for any other:
 * the emulator calls nobody else.
 */
export function resolveEndpoint(text: string, registry: ProviderRegistry): Endpoint | undefined {
  const target = readUrl(text)
  if (target === undefined || target.username !== '' || target.password !== '') return undefined
  const own = readLoopbackOrigin(target.origin)
  if (own !== undefined) return { target, route: own }
  for (const provider of registry.list()) {
    const route = isTargetAllowed(target.href, provider.targets) ? findRoute(target, provider) : undefined
    if (route !== undefined) return { target, route }
  }
  return undefined
}
