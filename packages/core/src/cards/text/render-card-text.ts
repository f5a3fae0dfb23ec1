import { convertMessageCard } from '../convert/convert-message-card.js'
import { isMessageCard } from '../is-message-card.js'
import type { AnyCard } from '../types/index.js'
import { isJsonObject, type JsonObject } from '../tree/json-object.js'
import { CARD_MAX_DEPTH } from '../card-limits.js'
import { listCardButtons } from '../walk-actions.js'
import { cleanMarkdown, cleanText } from './clean-text.js'
import { renderInput } from './render-input.js'
import { layOutColumns, measure, pad, TEXT_WIDTH, wrapText } from './text-lines.js'

interface Drawing {
  /** The numbers of the buttons, as `listCardButtons` counts them. */
  readonly numbers: ReadonlyMap<object, number>
  readonly depth: number
}

/**
 * Draws a card of either kind as plain text, for a mail's text part and for the terminal: texts, facts, columns, inputs, and every
 * button with its number (`[1] Approve`), counted as {@link listCardButtons} does. Control characters and
 * Markdown marks are left out; hidden elements are not drawn. Of a MessageCard the converted card is drawn and counted.
 */
export function renderCardText(given: AnyCard): string {
  const card = isMessageCard(given) ? convertMessageCard(given).card : given
  const numbers = new Map(
    listCardButtons(card).map(({ action }, index): [object, number] => [action, index + 1]),
  )
  const lines = renderBlock(card, { numbers, depth: 0 })
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

function renderBlock(card: unknown, drawing: Drawing): string[] {
  if (!isJsonObject(card)) return []
  const body = renderAll(card.body, drawing)
  const actions = renderActions(card.actions, drawing)
  return actions.length > 0 && body.length > 0 ? [...body, '', ...actions] : [...body, ...actions]
}

function renderAll(elements: unknown, drawing: Drawing): string[] {
  if (!Array.isArray(elements) || drawing.depth > CARD_MAX_DEPTH) return []
  const inner = { ...drawing, depth: drawing.depth + 1 }
  return elements.filter(isJsonObject).flatMap((element) => renderElement(element, inner))
}

function renderElement(element: JsonObject, drawing: Drawing): string[] {
  if (element.isVisible === false) return []
  const rule = element.separator === true ? ['-'.repeat(20)] : []
  return [...rule, ...renderContent(element, drawing)]
}

function renderContent(element: JsonObject, drawing: Drawing): string[] {
  switch (element.type) {
    case 'TextBlock':
      return wrapText(cleanMarkdown(element.text))
    case 'RichTextBlock':
      return wrapText(readList(element.inlines).map(readInline).join(''))
    case 'Image':
      return element.altText === undefined ? [] : [`[image: ${cleanText(element.altText)}]`]
    case 'ImageSet':
      return renderAll(element.images, drawing)
    case 'FactSet':
      return renderFacts(readList(element.facts).filter(isJsonObject))
    case 'ColumnSet':
      return layOutColumns(
        readList(element.columns)
          .filter(isJsonObject)
          .filter((column) => column.isVisible !== false)
          .map((column) => renderAll(column.items, drawing)),
      )
    case 'ActionSet':
      return renderActions(element.actions, drawing)
    default:
      if (typeof element.type === 'string' && element.type.startsWith('Input.'))
        return [...renderInput(element), ...renderActions([element.inlineAction], drawing)]
      return renderAll(element.items, drawing)
  }
}

function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function readInline(inline: unknown): string {
  return cleanText(isJsonObject(inline) ? inline.text : inline)
}

function renderFacts(facts: readonly JsonObject[]): string[] {
  const titles = facts.map((fact) => cleanMarkdown(fact.title).replace(/:\s*$/, ''))
  const width = Math.min(24, Math.max(0, ...titles.map(measure))) + 2
  return facts.flatMap((fact, index) => {
    const [first = '', ...more] = wrapText(cleanMarkdown(fact.value), TEXT_WIDTH - width)
    return [pad(`${titles[index] ?? ''}:`, width) + first, ...more.map((line) => ' '.repeat(width) + line)]
  })
}

function renderActions(actions: unknown, drawing: Drawing): string[] {
  return readList(actions)
    .filter(isJsonObject)
    .flatMap((action) => {
      const number = drawing.numbers.get(action)
      if (number === undefined) return []
      const title = cleanText(action.title) || cleanText(action.id) || cleanText(action.type)
      const link = action.type === 'Action.OpenUrl' ? `: ${cleanText(action.url)}` : ''
      const shown =
        action.type === 'Action.ShowCard'
          ? renderBlock(action.card, { ...drawing, depth: drawing.depth + 1 })
          : []
      return [
        `[${String(number)}] ${title}${link}`,
        ...shown.map((line) => (line === '' ? '' : `    ${line}`)),
      ]
    })
}
