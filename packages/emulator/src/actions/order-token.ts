import type { OutlookCard } from '@countersign/core'
import type { DirectoryUser } from '../directory/directory-user.js'
import type { TokenOrder } from '../issuers/token-order.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import { resolveTokenSettings } from '../registry/token-settings.js'
import { chooseActorAddress } from './choose-actor.js'

/** What the action token of one press says. */
export function orderToken(press: {
  readonly user: DirectoryUser
  readonly card: OutlookCard
  readonly provider: EmulatorProvider
  readonly target: URL
  readonly sender: string
  /** The card stands in a channel: a connector's token, whatever the provider gets for its mails (PROTOCOL 3.1). */
  readonly connector: boolean
  readonly now: number
}): TokenOrder {
  const settings = resolveTokenSettings(press.provider, press.target)
  const address = chooseActorAddress(press.user, press.card)
  return {
    ...(press.connector
      ? {
          profile: 'substrate-connector',
          audience: settings.profile === 'substrate' ? settings.audience : press.target.origin,
        }
      : { profile: settings.profile, audience: settings.audience }),
    scope: settings.scope,
    user: press.user,
    address,
    principalName: settings.expectedActorsChooseName ? address : press.user.upn,
    sender: press.sender,
    issuedAt: press.now,
  }
}
