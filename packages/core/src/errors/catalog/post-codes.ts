import { defineCodes } from '../catalog-entry.js'

/** Posting cards to channels by their incoming-webhook URL. */
export const postCodes = defineCodes({
  ERR_POST_ADDRESS: {
    message: 'The incoming-webhook URL of the channel is not one that cards may be posted to.',
    hint: "Give the URL as the channel's connector shows it: https, on a host of the vendor or of `webhookHosts`.",
  },
  ERR_POST_SIZE: {
    message: 'The card is larger than a channel takes.',
    hint: 'Shorten the card: a channel takes 28 KB, the limited-purpose tokens in the actions included.',
  },
  ERR_POST_REFUSED: {
    message: 'The channel refused the card for good.',
    hint: "Look at the status in the error's details: 404 and 410 mean that the connector was removed, 400 and 413 that the card does not suit it.",
  },
  ERR_POST_UNAVAILABLE: {
    message: 'The channel takes no cards right now.',
    hint: "Post again later, with the same `key`; `retryAfterSeconds` in the error's details says when, where the channel said it.",
  },
  ERR_POST_NETWORK: {
    message: 'The channel did not answer, so nobody knows whether it took the card.',
    hint: 'Post again, with the same `key`: a card that appears twice still runs its action once.',
  },
  ERR_POST_BUSY: {
    message: 'This card is being posted by somebody else, or a post of it ended without a word.',
    hint: 'Post again with the same `key` in ten minutes; what went out meanwhile is not posted twice.',
  },
})
