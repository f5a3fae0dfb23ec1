import { isCodedError, parseStrictJson, walkActions, type Finding, type OutlookCard } from '@countersign/core'
import { makeAnswerFinding } from '../actions/answer-findings.js'
import { GENERAL_FAILURE_TEXT, type AnswerVerdict } from '../actions/judge-answer.js'
import { MAX_ANSWER_BYTES, type SendOutcome } from '../actions/send-request.js'
import { lintTeamsCard } from '../channels/lint-teams-card.js'
import { readCardAttachments } from '../channels/read-card-attachment.js'
import { makeTeamsFinding } from '../channels/teams-findings.js'

/** What a webhook answered, as far as the channel shows it. */
export interface WebhookReply {
  readonly text: string
  readonly card?: OutlookCard
  readonly findings: readonly Finding[]
}

export interface WebhookVerdict extends AnswerVerdict {
  readonly reply?: WebhookReply
}

/** Decides what the answer of an outgoing webhook means: nothing is changed. */
export function judgeWebhookAnswer(outcome: SendOutcome): WebhookVerdict {
  if ('failure' in outcome) {
    const { failure } = outcome
    return { outcome: 'failed', status: 0, statusText: GENERAL_FAILURE_TEXT, findings: [], failure }
  }
  const { status, body } = outcome.answer
  if (status < 200 || status > 299) {
    const refused = status >= 400 && status < 500
    return {
      outcome: refused ? 'refused' : 'failed',
      status,
      statusText: GENERAL_FAILURE_TEXT,
      findings: [],
      ...(refused ? {} : { failure: 'unexpected-status' as const }),
    }
  }
  const reply = readReply(body)
  if (reply === undefined) {
    const findings = [makeAnswerFinding('WEBHOOK_ANSWER_UNREADABLE')]
    const failure = 'broken-answer'
    return { outcome: 'failed', status, statusText: GENERAL_FAILURE_TEXT, findings, failure }
  }
  return { outcome: 'done', status, findings: reply.findings, reply }
}

function readReply(body: Buffer): WebhookReply | undefined {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(body)
    const value = parseStrictJson(json, { maxLength: MAX_ANSWER_BYTES })
    if (typeof value !== 'object' || value === null) return undefined
    const { type, text, attachments } = value as Readonly<Record<string, unknown>>
    const [card] = readCardAttachments(attachments)
    if (type !== 'message' || (typeof text !== 'string' && card === undefined)) return undefined
    return {
      text: typeof text === 'string' ? text : '',
      ...(card === undefined ? {} : { card }),
      findings: card === undefined ? [] : judgeCard(card),
    }
  } catch (error) {
    if (isCodedError(error) || error instanceof TypeError) return undefined
    throw error
  }
}

function judgeCard(card: OutlookCard): Finding[] {
  const others = walkActions(card).filter(({ action }) => action.type !== 'Action.OpenUrl')
  return [
    ...lintTeamsCard(card, 'webhook'),
    ...others.map(({ path }) => makeTeamsFinding('TEAMS_OUTGOING_ACTION', path)),
  ]
}
