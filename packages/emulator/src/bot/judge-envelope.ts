import { isCodedError, parseCard, parseStrictJson, type Finding, type OutlookCard } from '@countersign/core'
import { GENERAL_FAILURE_TEXT, judgeSilence, type AnswerVerdict } from '../actions/judge-answer.js'
import { MAX_ANSWER_BYTES, type SendOutcome } from '../actions/send-request.js'
import { lintTeamsCard } from '../channels/lint-teams-card.js'
import { ADAPTIVE_CARD_TYPE } from '../channels/read-card-attachment.js'
import { makeBotFinding } from './bot-findings.js'

const MESSAGE_TYPE = 'application/vnd.microsoft.activity.message'
const LOGIN_TYPE = 'application/vnd.microsoft.activity.loginRequest'
const ERROR_TYPE = 'application/vnd.microsoft.error'
/** Longest text shown, in characters. */
const MAX_SHOWN_LENGTH = 500

/** An answer's envelope (PROTOCOL 3.4), as far as it may be shown. */
export interface AnswerEnvelope {
  readonly statusCode: number
  readonly type: string
}

export interface EnvelopeVerdict extends AnswerVerdict {
  readonly envelope?: AnswerEnvelope
}

/** Decides what a bot's answer means: nothing is fetched, nothing changed. */
export function judgeEnvelope(outcome: SendOutcome): EnvelopeVerdict {
  if ('failure' in outcome) return judgeSilence(outcome.failure)
  const { status, body } = outcome.answer
  if (status !== 200) return judgeStatus(status)
  const envelope = readEnvelope(body)
  if (envelope === undefined) return fail(status, [makeBotFinding('BOT_ENVELOPE_UNREADABLE')])
  const { statusCode, type, value } = envelope
  return { ...judgeValue(statusCode, type, value, status), envelope: { statusCode, type } }
}

/** The connector hands a refusal of the bot on: 401 and 403 say that the token did not convince it. */
function judgeStatus(status: number): EnvelopeVerdict {
  const refused = status >= 400 && status < 500
  return {
    outcome: refused ? 'refused' : 'failed',
    status,
    statusText: GENERAL_FAILURE_TEXT,
    findings: refused ? [] : [makeBotFinding('BOT_STATUS')],
    ...(refused ? {} : { failure: 'unexpected-status' as const }),
  }
}

function judgeValue(statusCode: number, type: string, value: unknown, status: number): EnvelopeVerdict {
  const verdict =
    statusCode === 200 ? judgeResult(type, value, status) : judgeError(statusCode, type, value, status)
  return verdict ?? fail(status, [makeBotFinding('BOT_ENVELOPE_TYPE')])
}

function judgeResult(type: string, value: unknown, status: number): EnvelopeVerdict | undefined {
  if (type === ADAPTIVE_CARD_TYPE) return judgeCard(value, status)
  if (type !== MESSAGE_TYPE || typeof value !== 'string') return undefined
  const text = shorten(value)
  return { outcome: 'done', status, statusText: text, actionStatus: text, findings: [] }
}

function judgeError(
  statusCode: number,
  type: string,
  value: unknown,
  status: number,
): EnvelopeVerdict | undefined {
  if (statusCode === 401 && type === LOGIN_TYPE) {
    return refuse(status, readMessage(value) ?? 'Sign in to go on.', [makeBotFinding('BOT_LOGIN_REQUEST')])
  }
  if (statusCode === 412 && type === `${ERROR_TYPE}.preconditionFailed`) {
    const found = [makeBotFinding('BOT_PRECONDITION_FAILED')]
    return refuse(status, readMessage(value) ?? GENERAL_FAILURE_TEXT, found)
  }
  if (statusCode < 400 || !(type === ERROR_TYPE || type.startsWith(`${ERROR_TYPE}.`))) return undefined
  const text = readMessage(value) ?? GENERAL_FAILURE_TEXT
  return statusCode < 500 ? refuse(status, text, []) : { ...fail(status, []), statusText: text }
}

function judgeCard(value: unknown, status: number): EnvelopeVerdict {
  try {
    const card: OutlookCard = parseCard(JSON.stringify(value) ?? '')
    const findings = lintTeamsCard(card, 'bot')
    const usable = !findings.some(({ severity }) => severity === 'error')
    return { outcome: 'done', status, findings, ...(usable ? { card } : {}) }
  } catch (error) {
    if (!isCodedError(error)) throw error
    return fail(status, [makeBotFinding('BOT_CARD_UNREADABLE')])
  }
}

function readEnvelope(body: Buffer): (AnswerEnvelope & { readonly value: unknown }) | undefined {
  let read: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    read = parseStrictJson(text, { maxLength: MAX_ANSWER_BYTES })
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
  const { statusCode, type, value } = read as Readonly<Record<string, unknown>>
  const valid = typeof statusCode === 'number' && Number.isInteger(statusCode)
  return valid && typeof type === 'string' ? { statusCode, type: type.slice(0, 128), value } : undefined
}

function readMessage(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { message, text } = value as Readonly<Record<string, unknown>>
  const said = typeof message === 'string' ? message : text
  return typeof said === 'string' && said.trim() !== '' ? shorten(said) : undefined
}

function shorten(text: string): string {
  return text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MAX_SHOWN_LENGTH)
}

function refuse(status: number, statusText: string, findings: readonly Finding[]): EnvelopeVerdict {
  return { outcome: 'refused', status, statusText, findings }
}

function fail(status: number, findings: readonly Finding[]): EnvelopeVerdict {
  return { outcome: 'failed', status, statusText: GENERAL_FAILURE_TEXT, findings, failure: 'broken-answer' }
}
