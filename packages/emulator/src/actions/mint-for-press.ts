import type { DirectoryUser } from '../directory/directory-user.js'
import { mintActionToken } from '../issuers/mint-action-token.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import type { Press } from './execute-press.js'
import { distortOrder, inventKid, type FaultName } from './faults.js'
import { orderToken } from './order-token.js'
import type { PlatformContext } from './platform-context.js'
import type { PreparedAction } from './prepare-action.js'
import type { SentRequest } from './press-result.js'

/** The action token of one press. */
interface Minted {
  readonly jws: string
  /** The address under which the user acts. */
  readonly address: string
  readonly shown: SentRequest['token']
}

/** Orders the action token, distorts it where a fault asks for that, and mints it. */
export async function mintForPress(
  context: PlatformContext,
  press: Press,
  made: {
    readonly user: DirectoryUser
    readonly provider: EmulatorProvider
    readonly action: PreparedAction
    readonly fault: FaultName | undefined
    readonly at: number
  },
): Promise<Minted> {
  const { message, card, steps } = press
  const order = orderToken({
    user: made.user,
    card,
    provider: made.provider,
    target: made.action.target,
    connector: message.source.type === 'channel',
    sender: message.admission.mail.from?.address ?? message.envelope.mailFrom,
    now: made.at,
  })
  const key = context.keys.current
  const kid = made.fault === 'unknown-kid' ? inventKid() : key.kid
  const minted = await mintActionToken(distortOrder(order, made.fault), key, context.directory, kid)
  steps.record('token-minted', {
    profile: order.profile,
    kid,
    audience: String(minted.claims.aud),
    issuer: String(minted.claims.iss),
    expiresAt: Number(minted.claims.exp),
    tokenLength: minted.token.length,
  })
  return {
    jws: minted.token,
    address: order.address,
    shown: { profile: order.profile, kid, claims: minted.claims },
  }
}
