import type { Finding } from '../../../finding.js'
import { createFinding } from '../finding-definition.js'
import type { OriginMap } from './origin-map.js'
import { translatedFindings } from './translated-findings.js'

/** Of the form of Adaptive Cards, or judged of the MessageCard itself. */
const NOT_ITS_OWN = new Set(['CARD_SIZE', 'CARD_SIZE_LARGE', 'CARD_EMPTY'])
/** Where a MessageCard substitutes nothing. */
const OUTSIDE_BODY = /^CARD_INPUT_IN_(?:HOST|PATH|QUERY|HEADER)$/

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bAction\.Http\b/g, 'HttpPOST'],
  [/\bAction\.OpenUrl\b/g, 'OpenUri'],
  [/\bAction\.InvokeAddInCommand\b/g, 'InvokeAddInCommand'],
  [/\bAction\.ShowCard\b/g, 'ActionCard'],
  [/\bInput\.Text\b/g, 'TextInput'],
  [/\bInput\.Date\b/g, 'DateInput'],
  [/\bInput\.ChoiceSet\b/g, 'MultichoiceInput'],
  [/"url"/g, '"target"'],
  [/\bThe url of\b/g, 'The target of'],
  [/\bhas no url\b/g, 'has no target'],
  [/\bof the url\b/g, 'of the target'],
  [/\bwhose id is\b/g, 'whose @id is'],
]

/** A finding about the converted card as one about the MessageCard: none where it is not about that at all. */
export function renameFinding(finding: Finding, origins: OriginMap): Finding[] {
  const { code, message, hint, path } = finding
  if (NOT_ITS_OWN.has(code)) return []
  // An input that a target or a header names gets another id by the conversion: that it stands outside the body is said by itself.
  if (code === 'CARD_PLACEHOLDER_UNKNOWN' && !path?.endsWith('/body')) return []
  const at = path === undefined ? undefined : origins.find(path)
  if (OUTSIDE_BODY.test(code))
    return [createFinding('CARD_INPUT_OUTSIDE_BODY', translatedFindings.CARD_INPUT_OUTSIDE_BODY, at ?? '')]
  return [
    {
      ...finding,
      message: rename(message),
      ...(hint === undefined ? {} : { hint: rename(hint) }),
      ...(at === undefined ? {} : { path: at }),
    },
  ]
}

function rename(text: string): string {
  return WORDS.reduce((renamed, [word, own]) => renamed.replace(word, own), text)
}
