import { CountersignError } from '../../errors/index.js'
import { decodeUtf8 } from '../../jose/decode-utf8.js'
import { parseSignedObject } from '../../jose/signed-json.js'

/** RFC 3339 with a zone; Teams writes up to seven digits of a second. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/
/** Levels of arrays and objects; attachments bring cards. */
const MAX_ACTIVITY_DEPTH = 64
/** Printable and short: an id is stored and logged. */
const ACTIVITY_ID = /^[!-~]{1,200}$/

export interface WebhookActivity {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly timestamp: number
  /** The whole body, parsed. */
  readonly activity: Readonly<Record<string, unknown>>
}

/**
 * Reads the activity, whose MAC was checked: `id` and `timestamp` are all that keeps it from being used again.
 *
 * @throws CountersignError `ERR_TOKEN_ACTIVITY`, `ERR_TOKEN_ACTIVITY_TIME`
 */
export function readWebhookActivity(body: Uint8Array): WebhookActivity {
  const activity = parseActivity(body)
  const { id, timestamp } = activity
  if (typeof id !== 'string' || !ACTIVITY_ID.test(id)) throw new CountersignError('ERR_TOKEN_ACTIVITY')
  const time = typeof timestamp === 'string' && TIMESTAMP.test(timestamp) ? Date.parse(timestamp) : Number.NaN
  if (Number.isNaN(time)) throw new CountersignError('ERR_TOKEN_ACTIVITY_TIME')
  return { id, timestamp: time, activity }
}

function parseActivity(body: Uint8Array): Readonly<Record<string, unknown>> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new CountersignError('ERR_TOKEN_ACTIVITY')
  try {
    return parseSignedObject(text, MAX_ACTIVITY_DEPTH)
  } catch (cause) {
    throw new CountersignError('ERR_TOKEN_ACTIVITY', undefined, { cause })
  }
}
