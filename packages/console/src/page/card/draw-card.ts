import { AdaptiveCard, OpenUrlAction, type Action } from 'adaptivecards/lib/card-elements'
import type { CardJson } from '../api/wire-types.js'
import { createCardContext } from './card-registry.js'
import { hostConfig } from './host-config.js'
import { makeCardSafe } from './make-card-safe.js'
import { namePresses, PRESS_NAME } from './name-presses.js'
import { expandSingleActionCards } from './expand-action-cards.js'
import { ExecuteAction, HttpAction, OutlookAction } from './outlook-action.js'
import { listSentInputs } from './list-sent-inputs.js'
import { renderMarkdown } from './render-markdown.js'
import { toSafeLink } from './safe-link.js'

export interface CardPress {
  readonly action: string
  readonly inputs: Readonly<Record<string, string>>
}

export interface CardHandlers {
  readonly onPress: (press: CardPress) => void
  /** An action that the mail client itself would do. */
  readonly onClientAction: (action: CardJson) => void
}

export interface DrawnCard {
  readonly element: HTMLElement
  readonly blockedImages: number
  readonly blockedLinks: number
}

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = renderMarkdown(text)
  result.didProcess = true
}

/** Whose rules a card follows beside those of Outlook's Adaptive Cards. */
export interface CardKind {
  /** A bot's card: its buttons are `Action.Execute`. */
  readonly ofBot: boolean
  /** The drawing of a MessageCard. */
  readonly ofMessageCard: boolean
}

/** Draws a card with the official renderer; undefined where there is nothing that it can draw. */
export function drawCard(json: CardJson, handlers: CardHandlers, kind: CardKind): DrawnCard | undefined {
  const safe = makeCardSafe(namePresses(json))
  const card = new AdaptiveCard()
  card.hostConfig = hostConfig
  card.onExecuteAction = (action) => {
    execute(action, card, handlers, kind)
  }
  card.parse(safe.card, createCardContext(kind.ofBot))
  const element = card.render()
  if (element === undefined) return undefined
  hardenLinks(element)
  if (kind.ofMessageCard) expandSingleActionCards(element)
  return { element, blockedImages: safe.blockedImages, blockedLinks: safe.blockedLinks }
}

function execute(action: Action, card: AdaptiveCard, handlers: CardHandlers, kind: CardKind): void {
  if (action instanceof HttpAction || action instanceof ExecuteAction) {
    const inputs = card.getAllInputs(true)
    // As the renderer itself does before an Action.Submit: the first wrong input gets the focus and says why.
    const asked = kind.ofMessageCard ? listSentInputs(action.json) : undefined
    const isAsked = (id = ''): boolean => asked === undefined || asked.has(id)
    const wrong = inputs.filter((input) => input.isVisible && isAsked(input.id) && !input.validateValue())
    if (wrong[0] !== undefined) {
      wrong[0].focus()
      return
    }
    const entries = inputs.flatMap(({ id, value }) =>
      id === undefined ? [] : [[id, toText(value)] as const],
    )
    handlers.onPress({ action: String(action.json[PRESS_NAME]), inputs: Object.fromEntries(entries) })
  } else if (action instanceof OutlookAction) {
    handlers.onClientAction(action.json)
  } else if (action instanceof OpenUrlAction) {
    const link = toSafeLink(action.url)
    if (link !== undefined) window.open(link, '_blank', 'noopener,noreferrer')
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** The last look before the card is seen: whatever the renderer made of it, no other link and no picture gets through. */
function hardenLinks(element: HTMLElement): void {
  for (const anchor of element.querySelectorAll('a')) {
    const link = toSafeLink(anchor.getAttribute('href'))
    if (link === undefined) anchor.removeAttribute('href')
    anchor.target = '_blank'
    anchor.rel = 'noopener noreferrer'
  }
  for (const picture of element.querySelectorAll('img, video, audio, iframe, source')) picture.remove()
}
