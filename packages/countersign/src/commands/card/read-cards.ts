import {
  CountersignError,
  decodeCompactJws,
  extractCards,
  isCodedError,
  parseAnyCard,
  type AnyCard,
  type ExtractedCard,
} from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { readInputBytes } from '../../command/read-input.js'

const JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/
const MESSAGE_CARD = /"@type"\s*:\s*"MessageCard"/
const CLAIMS = { AdaptiveCard: 'adaptiveCardSerialized', MessageCard: 'messageCardSerialized' } as const
/** A card's JWS may have this many characters. */
const MAX_JWS_LENGTH = 1024 * 1024

/**
 * The cards in a file, whatever it is: card JSON, a signed card's JWS, HTML, or a whole mail. It is told by its content,
 * so that stdin works too. Throws `ERR_COMMAND_FILE` when no card is in it.
 */
export async function readCards(io: CommandIo, file: string): Promise<readonly ExtractedCard[]> {
  const bytes = await readInputBytes(io, file)
  const text = bytes.toString('utf8').trim()
  if (text.startsWith('{'))
    return [{ form: 'unsigned', entity: MESSAGE_CARD.test(text) ? 'MessageCard' : 'AdaptiveCard', text }]
  if (JWS.test(text)) return [{ form: 'signed', entity: readEntity(text), text }]
  const cards = extractCards(text.startsWith('<') ? text : await readMailHtml(file, bytes))
  if (cards.length > 0) return cards
  throw noCard(file)
}

async function readMailHtml(file: string, bytes: Uint8Array): Promise<string> {
  try {
    // Few cards are read out of a mail, and the reader takes its time to load.
    const { parseMail } = await import('@countersign/admission')
    return (await parseMail(bytes)).html ?? ''
  } catch (error) {
    if (!isCodedError(error)) throw error
    throw noCard(file, ` (read as a mail: ${error.message})`)
  }
}

function noCard(file: string, why = ''): CountersignError {
  return new CountersignError(
    'ERR_COMMAND_FILE',
    `${file} holds no card: neither card JSON, nor a signed card, nor a mail or HTML with one${why}.`,
  )
}

/** The card's own JSON text; of a signed card without checking its signature. */
export function cardTextOf(card: ExtractedCard): string {
  if (card.form === 'unsigned') return card.text
  const { payload } = decodeCompactJws(card.text, { maxLength: MAX_JWS_LENGTH })
  const claim = CLAIMS[card.entity]
  const serialized = payload[claim]
  if (typeof serialized === 'string') return serialized
  throw new CountersignError('ERR_CARD_UNREADABLE', `The signed card has no ${claim} text.`)
}

/** Which kind a bare JWS holds; what cannot be read is for those to refuse who verify it. */
function readEntity(jws: string): ExtractedCard['entity'] {
  try {
    const { payload } = decodeCompactJws(jws, { maxLength: MAX_JWS_LENGTH })
    return Object.hasOwn(payload, CLAIMS.MessageCard) ? 'MessageCard' : 'AdaptiveCard'
  } catch (error) {
    if (!isCodedError(error)) throw error
    return 'AdaptiveCard'
  }
}

/** The first card of a file as parsed JSON. Throws `ERR_CARD_*`. */
export async function readFirstCard(io: CommandIo, file: string): Promise<AnyCard> {
  const [card] = await readCards(io, file)
  if (!card) throw new CountersignError('ERR_COMMAND_FILE', `${file} holds no card.`)
  return parseAnyCard(cardTextOf(card))
}
