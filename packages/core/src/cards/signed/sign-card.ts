import type { KeyObject } from 'node:crypto'
import { CountersignError, CountersignTypeError } from '../../errors/index.js'
import { signCompactJws } from '../../jose/index.js'
import { CARD_MAX_LENGTH, SIGNED_CARD_MAX_RECIPIENTS } from '../card-limits.js'
import { isOriginator, isSameOriginator } from '../is-originator.js'
import { isMessageCard } from '../is-message-card.js'
import { parseAnyCard, requireCard } from '../parse-card.js'
import { copyJson } from '../tree/copy-json.js'
import type { AnyCard } from '../types/index.js'
import type { SignedCardClaims } from './signed-card-claims.js'

export interface SignCardOptions {
  /** RSA private key, 2,048 bits or more, whose public half is registered for the originator. */
  readonly key: KeyObject
  /** The provider id (a GUID). A card object without one gets it; a different one is refused. */
  readonly originator: string
  /** The address in the mail's From. */
  readonly sender: string
  /** Every address in the mail's To and CC. */
  readonly recipients: readonly string[]
  /** Now, in milliseconds since 1970. */
  readonly now: number
}

const MIN_MODULUS_BITS = 2048
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/u

/**
 * Signs a card of either kind: RS256, compact, header `{"alg":"RS256","typ":"JWT"}`. A card given as text is signed to
 * the letter.
 *
 * @throws CountersignTypeError ERR_CARD_SIGN_OPTIONS (every wrong option at once), ERR_CARD_NOT_JSON
 * @throws CountersignError ERR_CARD_UNREADABLE, ERR_CARD_TYPE, ERR_CARD_SIZE, ERR_CARD_ORIGINATOR_MISMATCH
 */
export async function signCard(card: AnyCard | string, options: SignCardOptions): Promise<string> {
  const problems = listOptionProblems(options)
  if (problems.length > 0) throw new CountersignTypeError('ERR_CARD_SIGN_OPTIONS', problems)
  const claims: SignedCardClaims = {
    sender: options.sender,
    originator: options.originator,
    recipientsSerialized: JSON.stringify(options.recipients),
    ...serializeCard(card, options.originator),
    iat: Math.floor(options.now / 1000),
  }
  return signCompactJws({ ...claims }, { key: options.key })
}

function serializeCard(
  card: AnyCard | string,
  originator: string,
): { adaptiveCardSerialized: string } | { messageCardSerialized: string } {
  const { text, read } =
    typeof card === 'string' ? { text: card, read: parseAnyCard(card) } : writeCard(card, originator)
  const declared: unknown = read.originator
  if (declared !== undefined && (typeof declared !== 'string' || !isSameOriginator(declared, originator)))
    throw new CountersignError('ERR_CARD_ORIGINATOR_MISMATCH')
  return isMessageCard(read) ? { messageCardSerialized: text } : { adaptiveCardSerialized: text }
}

/** The copy has passed every rule that strict reading has, and what was just written from it needs no reading. */
function writeCard(card: AnyCard, originator: string): { text: string; read: AnyCard } {
  const read = requireCard({ ...copyJson(card), originator: card.originator ?? originator })
  const text = JSON.stringify(read)
  if (text.length > CARD_MAX_LENGTH) throw new CountersignError('ERR_CARD_SIZE')
  return { text, read }
}

function listOptionProblems(options: SignCardOptions): string[] {
  const problems = listKeyProblems(options.key)
  if (typeof options.originator !== 'string' || !isOriginator(options.originator))
    problems.push('originator must be a GUID.')
  if (!isAddress(options.sender)) problems.push('sender must be an e-mail address.')
  if (!Array.isArray(options.recipients) || options.recipients.length === 0)
    problems.push('recipients must list every To and CC address.')
  else if (options.recipients.length > SIGNED_CARD_MAX_RECIPIENTS)
    problems.push(`recipients must not exceed ${String(SIGNED_CARD_MAX_RECIPIENTS)} addresses.`)
  else if (!options.recipients.every(isAddress)) problems.push('Every recipient must be an e-mail address.')
  if (!Number.isFinite(options.now) || options.now < 0) problems.push('now must be a time in milliseconds.')
  return problems
}

function listKeyProblems(key: KeyObject): string[] {
  if (key.type !== 'private' || key.asymmetricKeyType !== 'rsa') return ['key must be an RSA private key.']
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  return bits < MIN_MODULUS_BITS ? [`key must have at least ${String(MIN_MODULUS_BITS)} bits.`] : []
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 320 && ADDRESS.test(value)
}
