import { CountersignError, isCodedError } from '../../errors/index.js'
import { parseStrictJson } from '../../jose/index.js'
import { SIGNED_CARD_MAX_RECIPIENTS } from '../card-limits.js'
import { isOriginator } from '../is-originator.js'
import type { JsonObject } from '../tree/json-object.js'
import type { CardEntity } from '../types/index.js'
import { CARD_CLAIMS, readEntity } from './card-claim.js'

/** The latest time that is believed to be meant in seconds: the year 2255. Later, somebody wrote milliseconds. */
const IAT_MAX_SECONDS = 9_000_000_000

export interface CheckedClaims {
  readonly entity: CardEntity
  readonly originator: string
  readonly sender: string
  readonly recipients: readonly string[]
  readonly serialized: string
  readonly issuedAt: number
}

/** Judges the payload of a signed card whose signature is verified. */
export function checkSignedCardClaims(payload: JsonObject): CheckedClaims {
  const entity = readEntity(payload)
  if (entity === undefined && Object.hasOwn(payload, CARD_CLAIMS.MessageCard))
    throw new CountersignError('ERR_CARD_ENTITY')
  const originator = readString(payload, 'originator')
  if (!isOriginator(originator)) throw refuseClaim('originator')
  return {
    entity: entity ?? 'AdaptiveCard',
    originator,
    sender: readString(payload, 'sender'),
    recipients: readRecipients(payload),
    serialized: readString(payload, CARD_CLAIMS[entity ?? 'AdaptiveCard']),
    issuedAt: readIssuedAt(payload),
  }
}

function readString(payload: JsonObject, claim: string): string {
  const value = Object.hasOwn(payload, claim) ? payload[claim] : undefined
  if (typeof value !== 'string' || value === '') throw refuseClaim(claim)
  return value
}

function readIssuedAt(payload: JsonObject): number {
  const value = Object.hasOwn(payload, 'iat') ? payload.iat : undefined
  if (typeof value !== 'number' || !(value >= 0 && value <= IAT_MAX_SECONDS)) throw refuseClaim('iat')
  return value
}

function readRecipients(payload: JsonObject): readonly string[] {
  const text = Object.hasOwn(payload, 'recipientsSerialized') ? payload.recipientsSerialized : undefined
  if (typeof text !== 'string') throw new CountersignError('ERR_CARD_RECIPIENTS')
  const list = parseRecipients(text)
  if (!Array.isArray(list) || list.length === 0 || list.length > SIGNED_CARD_MAX_RECIPIENTS)
    throw new CountersignError('ERR_CARD_RECIPIENTS')
  return list.map((recipient: unknown) => {
    if (typeof recipient !== 'string' || recipient === '') throw new CountersignError('ERR_CARD_RECIPIENTS')
    return recipient
  })
}

function parseRecipients(text: string): unknown {
  try {
    return parseStrictJson(text)
  } catch (error) {
    if (!isCodedError(error)) throw error
    throw new CountersignError('ERR_CARD_RECIPIENTS', undefined, { cause: error })
  }
}

function refuseClaim(claim: string): CountersignError {
  return new CountersignError(
    'ERR_CARD_CLAIM',
    `The claim ${claim} of the signed card is missing or has the wrong type.`,
    {
      details: { claim },
    },
  )
}
