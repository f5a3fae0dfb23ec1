import { CountersignError, CountersignTypeError, isCodedError } from '../../errors/index.js'
import { copyJson } from '../tree/copy-json.js'
import { decodeCompactJws } from '../../jose/index.js'
import { SIGNED_CARD_MAX_LENGTH } from '../card-limits.js'
import { isMessageCard } from '../is-message-card.js'
import { readEntity } from '../signed/card-claim.js'
import type { AnyCard, CardEntity } from '../types/index.js'
import { extractCards, type ExtractedCard } from './extract-cards.js'
import { findBodyEnd, findHeadEnd } from './find-insertion-point.js'

const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

/** Characters that could end the script or start a comment in it, and the two line ends that are none in JSON. */
const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/g

const ITEM_PROPERTIES = {
  AdaptiveCard: 'signedAdaptiveCard',
  MessageCard: 'signedMessageCard',
} as const satisfies Readonly<Record<CardEntity, string>>
const SCRIPT_TYPES = {
  AdaptiveCard: 'application/adaptivecard+json',
  MessageCard: 'application/ld+json',
} as const satisfies Readonly<Record<CardEntity, string>>

/**
 * Puts a signed card at the end of the HTML body, in the vendor's markup: as SignedAdaptiveCard, or as
 * SignedMessageCard where its payload holds a MessageCard.
 * Source: docs/actionable-messages/security-requirements.md, "SignedCard".
 *
 * @throws CountersignTypeError ERR_CARD_EMBED where `jws` is no compact JWS
 * @throws CountersignError ERR_CARD_EMBED where the HTML has a card already, or would swallow this one
 */
export function embedSignedCard(html: string, jws: string): string {
  if (!COMPACT_JWS.test(jws))
    throw new CountersignTypeError('ERR_CARD_EMBED', 'The signed card is not a compact JWS.')
  const entity = readSignedEntity(jws)
  const section =
    `<section itemscope itemtype="http://schema.org/Signed${entity}">` +
    '<meta itemprop="@context" content="http://schema.org/extensions"/>' +
    `<meta itemprop="@type" content="Signed${entity}"/>` +
    `<div itemprop="${ITEM_PROPERTIES[entity]}" style="mso-hide:all;display:none;max-height:0px;overflow:hidden;">` +
    `${jws}</div></section>`
  return insert(html, findBodyEnd(html), section, { form: 'signed', entity, text: jws })
}

/** What cannot be read is no worse off as the usual kind: whoever verifies it will say so. */
function readSignedEntity(jws: string): CardEntity {
  try {
    return readEntity(decodeCompactJws(jws, { maxLength: SIGNED_CARD_MAX_LENGTH }).payload) ?? 'AdaptiveCard'
  } catch (error) {
    if (!isCodedError(error)) throw error
    return 'AdaptiveCard'
  }
}

/**
 * Puts an unsigned card of either kind into the HTML's head (which is made where there is none).
 * Source: docs/actionable-messages/get-started.md and message-card-reference.md.
 *
 * @throws CountersignTypeError ERR_CARD_NOT_JSON
 * @throws CountersignError ERR_CARD_EMBED where the HTML has a card already, or would swallow this one
 */
export function embedCard(html: string, card: AnyCard): string {
  const entity = isMessageCard(card) ? 'MessageCard' : 'AdaptiveCard'
  const text = JSON.stringify(copyJson(card)).replace(UNSAFE_IN_SCRIPT, escapeForScript)
  const script = `<script type="${SCRIPT_TYPES[entity]}">${text}</script>`
  const { at, hasHead } = findHeadEnd(html)
  return insert(html, at, hasHead ? script : `<head>${script}</head>`, {
    form: 'unsigned',
    entity,
    text,
  })
}

/** Reading the result back is what makes it safe: HTML has more ways to swallow markup than a list could name. */
function insert(html: string, at: number, markup: string, expected: ExtractedCard): string {
  const result = html.slice(0, at) + markup + html.slice(at)
  const found = extractCards(result)
  const only = found[0]
  if (found.length !== 1 || only?.form !== expected.form || only.text !== expected.text)
    throw new CountersignError('ERR_CARD_EMBED')
  return result
}

function escapeForScript(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
