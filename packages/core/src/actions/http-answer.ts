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
  const statusText = parts.statusText === undefined ? '' : sanitizeStatusText(parts.statusText)
  return Object.freeze({
    status: parts.status,
    headers: Object.freeze([
      ...(parts.headers ?? []),
      ['cache-control', 'no-store'] as const,
      ...(statusText === '' ? [] : [['card-action-status', statusText] as const]),
      ...(parts.card === undefined
        ? []
        : [
            ['card-update-in-body', 'true'] as const,
            ['content-type', 'application/json; charset=utf-8'] as const,
          ]),
    ]),
    body: parts.card === undefined ? '' : JSON.stringify(parts.card),
  })
}
