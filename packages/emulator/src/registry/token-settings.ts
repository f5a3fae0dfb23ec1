import type { ActionTokenSettings, EmulatorProvider } from './emulator-provider.js'

/** The vendor's example scope. */
export const DEFAULT_SCOPE = 'Global.Test'

/** The settings of a provider with every default filled in, for an action that goes to `target`. */
export function resolveTokenSettings(provider: EmulatorProvider, target: URL): Required<ActionTokenSettings> {
  const {
    profile = 'entra-v1',
    audience,
    scope = DEFAULT_SCOPE,
    expectedActorsChooseName = false,
  } = provider.token ?? {}
  return {
    profile,
    audience: audience ?? defaultAudience(profile, provider.originator, target),
    scope,
    expectedActorsChooseName,
  }
}

function defaultAudience(
  profile: 'entra-v1' | 'entra-v2' | 'substrate',
  originator: string,
  target: URL,
): string {
  switch (profile) {
    case 'entra-v1':
      return `api://auth-am-${originator}/${originator}`
    case 'entra-v2':
      // The registration page knows the client id; without one the originator, also a GUID, stands for it.
      return originator
    case 'substrate':
      return target.origin
  }
}
