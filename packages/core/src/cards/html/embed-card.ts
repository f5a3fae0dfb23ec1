import { CountersignError, CountersignTypeError } from '../../errors/index.js'
import { copyJson } from '../tree/copy-json.js'
import type { OutlookCard } from '../types/index.js'
import { extractCards, type ExtractedCard } from './extract-cards.js'
import { findBodyEnd, findHeadEnd } from './find-insertion-point.js'

const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

/** Characters that could end the script or start a comment in it, and the two line ends that are none in JSON. */
const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/g

/**
 * Puts a signed card at the end of the HTML body, in the vendor's markup.
 * Source: docs/actionable-messages/security-requirements.md, "SignedCard".
 *
 * @throws CountersignTypeError ERR_CARD_EMBED where `jws` is no compact JWS
 * @throws CountersignError ERR_CARD_EMBED where the HTML has a card already, or would swallow this one
 */
export function embedSignedCard(html: string, jws: string): string {
  if (!COMPACT_JWS.test(jws))
    throw new CountersignTypeError('ERR_CARD_EMBED', 'The signed card is not a compact JWS.')
  const section =
    '<section itemscope itemtype="http://schema.org/SignedAdaptiveCard">' +
    '<meta itemprop="@context" content="http://schema.org/extensions"/>' +
    '<meta itemprop="@type" content="SignedAdaptiveCard"/>' +
    '<div itemprop="signedAdaptiveCard" style="mso-hide:all;display:none;max-height:0px;overflow:hidden;">' +
    `${jws}</div></section>`
  return insert(html, findBodyEnd(html), section, { form: 'signed', entity: 'AdaptiveCard', text: jws })
}

/**
 * Puts an unsigned card into the HTML's head (which is made where there is none).
 * Source: docs/actionable-messages/get-started.md.
 *
 * @throws CountersignTypeError ERR_CARD_NOT_JSON
 * @throws CountersignError ERR_CARD_EMBED where the HTML has a card already, or would swallow this one
 */
export function embedCard(html: string, card: OutlookCard): string {
  const text = JSON.stringify(copyJson(card)).replace(UNSAFE_IN_SCRIPT, escapeForScript)
  const script = `<script type="application/adaptivecard+json">${text}</script>`
  const { at, hasHead } = findHeadEnd(html)
  return insert(html, at, hasHead ? script : `<head>${script}</head>`, {
    form: 'unsigned',
    entity: 'AdaptiveCard',
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
