import { createHmac } from 'node:crypto'
import type { TeamsWebhookVerifierOptions } from '../../../src/tokens/index.js'

export const NOW_MS = 1_800_000_000_000
export const KEY = Buffer.from('a 32 byte secret that Teams made').toString('base64')
export const OTHER_KEY = Buffer.from('another secret, for the rotation').toString('base64')

/** As Teams sends it, shortened. */
export const activityOf = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  type: 'message',
  id: '1485983408511',
  timestamp: new Date(NOW_MS - 1000).toISOString().replace('Z', '4567Z'),
  serviceUrl: 'https://smba.trafficmanager.net/amer/',
  channelId: 'msteams',
  from: { id: '29:1XJKJMvc5GBtc2JwZq0oj8tHZmzrQgFmB39ATiQWA85gQtHieVkKilBZ9XHoq9j7', name: 'Adele Vance' },
  text: '<at>Expenses</at> approve 1234',
  ...changes,
})

/** Written with spaces, so that writing it again gives other bytes. */
export const bodyOf = (activity: unknown = activityOf()): Buffer =>
  Buffer.from(JSON.stringify(activity, undefined, 1), 'utf8')

export const authorize = (body: Uint8Array, key = KEY): string =>
  `HMAC ${createHmac('sha256', Buffer.from(key, 'base64')).update(body).digest('base64')}`

export const options: TeamsWebhookVerifierOptions = { keys: [KEY], now: () => NOW_MS }
