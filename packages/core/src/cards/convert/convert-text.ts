import type { JsonObject } from '../tree/json-object.js'
import type { TextBlock } from '../types/index.js'
import type { Conversion } from './conversion.js'
import { isGiven } from './list-objects.js'

/** Known to MessageCards, not to Adaptive Cards. */
const LOST_MARKDOWN = /~~\S|^\s{0,3}#{1,6} /m

/** The text of one member as a TextBlock; nothing where it has none. */
export function convertText(
  node: JsonObject,
  member: string,
  path: string,
  conversion: Conversion,
  style: Omit<TextBlock, 'type' | 'text'> = {},
): TextBlock[] {
  const text = node[member]
  if (typeof text !== 'string') {
    if (isGiven(text)) conversion.report('CARD_CONVERT_FORM', `${path}/${member}`)
    return []
  }
  if (text === '') return []
  if (LOST_MARKDOWN.test(text)) conversion.report('CARD_CONVERT_MARKDOWN', `${path}/${member}`)
  const block: TextBlock = { type: 'TextBlock', text, wrap: true, ...style }
  return [conversion.note(block, path, { text: `/${member}` })]
}
