import type { CardPlace } from '../kinds/kind-options.js'

/**
 * What is sealed as the sender of a card that no mail brings. Addresses have an `@` and these have none, so that a
 * card of one place can never pass for one of another.
 */
export const CHANNEL_SENDER = 'channel'

const BOT_PREFIX = 'bot:'

export function senderOfBot(appId: string): string {
  return `${BOT_PREFIX}${appId.toLowerCase()}`
}

/** Where a card was brought, by its sealed sender; undefined where none is sealed, which equals no expectation. */
export function placeOf(sealedSender: string | undefined): CardPlace | undefined {
  if (sealedSender === undefined || sealedSender === '') return undefined
  if (sealedSender === CHANNEL_SENDER) return 'channel'
  return sealedSender.startsWith(BOT_PREFIX) ? 'bot' : 'mail'
}
