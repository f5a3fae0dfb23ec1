import type { AnyCard } from '../cards/index.js'
import type { HandlerAnswer } from './answer.js'
import { sanitizeStatusText } from './sanitize-status-text.js'

/** What goes back to the platform. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

const HTTP_STATUS = { done: 200, declined: 422, 'try-again': 409 } as const satisfies Record<
  HandlerAnswer['outcome'],
  number
>

type Header = readonly [name: string, value: string]

const NOT_STORED: Header = Object.freeze(['cache-control', 'no-store'])
const CARD_IN_BODY: Header = Object.freeze(['card-update-in-body', 'true'])
const JSON_BODY: Header = Object.freeze(['content-type', 'application/json; charset=utf-8'])

/** The HTTP answer for a handler's answer: 200, 422 or 409, the status text, and the card as the new body. */
export function toHttpAnswer(answer: HandlerAnswer): HttpAnswer {
  return composeHttpAnswer({
    status: HTTP_STATUS[answer.outcome],
    statusText: answer.status,
    ...(answer.outcome === 'try-again' || answer.card === undefined ? {} : { card: answer.card }),
  })
}

export interface HttpAnswerParts {
  readonly status: number
  readonly statusText?: string
  /** Replaces the card that the actor sees (`CARD-UPDATE-IN-BODY`). */
  readonly card?: AnyCard
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

/** Puts an answer together; the status text is sanitised and nothing may be cached. */
export function composeHttpAnswer(parts: HttpAnswerParts): HttpAnswer {
  const { status, statusText = '', card } = parts
  const headers = parts.headers === undefined ? [NOT_STORED] : [...parts.headers, NOT_STORED]
  const text = sanitizeStatusText(statusText)
  if (text !== '') headers.push(['card-action-status', text])
  if (card !== undefined) headers.push(CARD_IN_BODY, JSON_BODY)
  Object.freeze(headers)
  return Object.freeze({ status, headers, body: card === undefined ? '' : JSON.stringify(card) })
}
