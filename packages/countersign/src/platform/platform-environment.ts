import { EMULATOR_TENANTS } from '@countersign/core'
import type { Emulator, EmulatorProvider } from '@countersign/emulator'

/**
 * What `fromEnv()` of a service has to read so that it sends to this emulator and trusts its tokens: everything but
 * the service's own keys and ledger.
 */
export function platformEnvironment(emulator: Emulator, provider: EmulatorProvider): Record<string, string> {
  const profile = provider.token?.profile ?? 'entra-v1'
  return {
    COUNTERSIGN_ORIGINATOR: provider.originator,
    COUNTERSIGN_SENDER: provider.senders[0] ?? '',
    COUNTERSIGN_SMTP: `smtp://${emulator.smtp.host}:${emulator.smtp.port}`,
    COUNTERSIGN_AUDIENCE: audienceOf(provider, profile),
    ...(profile === 'substrate'
      ? { COUNTERSIGN_PROFILE: 'substrate' }
      : {
          COUNTERSIGN_PROFILE: 'entra',
          COUNTERSIGN_SCOPE: provider.token?.scope ?? 'Global.Test',
          COUNTERSIGN_TENANTS: Object.values(EMULATOR_TENANTS)
            .map(({ tenantId, domains }) => `${tenantId}=${domains.join('+')}`)
            .join(','),
          // The cards are sent to addresses, and each tenant vouches for its own domain only.
          COUNTERSIGN_BIND_ACTOR_BY: 'address',
        }),
    COUNTERSIGN_TRUST_EMULATOR: emulator.issuerBase,
    COUNTERSIGN_TRUST_EMULATOR_KEY: emulator.keyThumbprints.join(','),
    COUNTERSIGN_EVENTS: emulator.serviceEvents.url,
    COUNTERSIGN_EVENTS_SECRET: emulator.serviceEvents.secret,
  }
}

/** The audience that tokens for this provider carry. For `substrate` that is the service's own base URL. */
function audienceOf(
  { token, originator, targets }: EmulatorProvider,
  profile: 'entra-v1' | 'entra-v2' | 'substrate',
): string {
  if (token?.audience !== undefined) return token.audience
  switch (profile) {
    case 'entra-v1':
      return `api://auth-am-${originator}/${originator}`
    case 'entra-v2':
      return originator
    case 'substrate':
      return targets[0] ?? ''
  }
}
