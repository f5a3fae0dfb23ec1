import {
  extractCards,
  findAmbiguousElement,
  HTML_MAX_LENGTH,
  type ExtractedCard,
} from '@countersign/core/cards'
import type { Finding } from '@countersign/core'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { decodeTextPart } from '../read/decode-text-part.js'
import { findHtmlPart, walkLeaves } from '../read/find-html-part.js'
import type { MimePart } from '../read/mime-part.js'
import { normalizeLineEnds } from '../read/normalize-line-ends.js'
import { readMimeTree } from '../read/read-mime-tree.js'
import { ReadProblem } from '../read/read-problem.js'
import { splitHeaderSection } from '../read/split-header-section.js'

/** A card counts only in the message's own HTML part, and only when it is the only one there. */
export const findCard: Step = ({ message }) => {
  if (!message) return NOTHING
  const part = findHtmlPart(message.tree)
  const read = part ? readCards(part) : { cards: [] }
  const findings: Finding[] = listUnreadableParts(message.tree)
  if (read.problem !== undefined)
    findings.push(
      makeFinding('MAIL_PART_UNREADABLE', `The HTML part is not searched for a card: ${read.problem}.`),
    )
  const [found] = read.cards
  if (read.cards.length > 1)
    findings.push(makeFinding('CARD_SEVERAL', `The mail holds ${describeCards(read.cards)}.`))
  else if (found)
    findings.push(
      makeFinding('CARD_FOUND', `The message's own HTML part holds ${describeCards(read.cards)}.`),
    )
  else findings.push(makeFinding('CARD_NONE'))
  if (found && read.ambiguous !== undefined)
    findings.push(
      makeFinding('CARD_HTML_AMBIGUOUS', `What <${read.ambiguous}> holds can be read in two ways.`),
    )
  if (hasCardElsewhere(message.tree, part)) findings.push(makeFinding('CARD_ELSEWHERE'))
  return {
    findings,
    facts: { cards: read.cards, ...(found && read.cards.length === 1 ? { found } : {}) },
  }
}

interface ReadCards {
  readonly cards: readonly ExtractedCard[]
  /** The element because of which another reader may see other cards. */
  readonly ambiguous?: string
  readonly problem?: string
}

function readCards(part: MimePart): ReadCards {
  const decoded = decodeTextPart(part)
  if (!decoded.ok) return { cards: [], problem: decoded.problem }
  if (decoded.text.length > HTML_MAX_LENGTH)
    return { cards: [], problem: `it is longer than ${String(HTML_MAX_LENGTH)} characters` }
  const ambiguous = findAmbiguousElement(decoded.text)
  return { cards: extractCards(decoded.text), ...(ambiguous === undefined ? {} : { ambiguous }) }
}

function listUnreadableParts(tree: MimePart): Finding[] {
  return [...walkLeaves(tree)].flatMap(({ problem }, index) =>
    problem === undefined
      ? []
      : makeFinding(
          'MAIL_PART_UNREADABLE',
          `Part ${String(index + 1)} is not searched for a card: ${problem}.`,
        ),
  )
}

function describeCards(cards: readonly ExtractedCard[]): string {
  return cards.map(({ form, entity }) => `one ${form} ${entity}`).join(' and ')
}

/** Only a hint for the person who looks for the card: nothing found here is read any further. */
function hasCardElsewhere(tree: MimePart, counted: MimePart | undefined): boolean {
  return [...walkLeaves(tree)].some((leaf) => {
    if (leaf === counted) return false
    if (leaf.type === 'text/html') return readCards(leaf).cards.length > 0
    return leaf.type === 'message/rfc822' && nestedMessageHasCard(leaf)
  })
}

function nestedMessageHasCard({ body }: MimePart): boolean {
  try {
    const nested = readMimeTree(splitHeaderSection(normalizeLineEnds(Buffer.from(body, 'latin1'))))
    return [...walkLeaves(nested)].some(
      (leaf) => leaf.type === 'text/html' && readCards(leaf).cards.length > 0,
    )
  } catch (error) {
    if (error instanceof ReadProblem) return false
    throw error
  }
}
