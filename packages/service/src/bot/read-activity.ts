import { isUtf8 } from 'node:buffer'
import { CountersignError, isCodedError, parseStrictJson } from '@countersign/core'

type JsonObject = Readonly<Record<string, unknown>>

/** What the bot connector posts, as far as it is used. Nothing of it is true before the token was verified. */
export interface BotActivity {
  readonly type: string
  /** Of an invoke: what is asked for. */
  readonly name: string | undefined
  readonly serviceUrl: string
  readonly channelId: string
  /** Names the activity in events; anything unusual is left out. */
  readonly id: string | undefined
  readonly body: JsonObject
}

/** Activities nest deeper than inputs do: channel data, and a card's own data. */
const MAX_DEPTH = 32

/** @throws CountersignError `ERR_REQUEST_ACTIVITY` */
export function readActivity(bytes: Uint8Array): BotActivity {
  const body = parseObject(bytes)
  const { type, name, serviceUrl, channelId, id } = body
  if (typeof type !== 'string' || typeof serviceUrl !== 'string' || typeof channelId !== 'string') {
    throw new CountersignError('ERR_REQUEST_ACTIVITY')
  }
  return {
    type,
    name: typeof name === 'string' ? name : undefined,
    serviceUrl,
    channelId,
    id: typeof id === 'string' && /^[\w:.|;=-]{1,128}$/.test(id) ? id : undefined,
    body,
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseObject(bytes: Uint8Array): JsonObject {
  if (!isUtf8(bytes)) throw new CountersignError('ERR_REQUEST_ACTIVITY')
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  let value: unknown
  try {
    value = parseStrictJson(text, { maxDepth: MAX_DEPTH })
  } catch (cause) {
    if (isCodedError(cause)) throw new CountersignError('ERR_REQUEST_ACTIVITY', undefined, { cause })
    throw cause
  }
  if (!isJsonObject(value)) throw new CountersignError('ERR_REQUEST_ACTIVITY')
  return value
}
