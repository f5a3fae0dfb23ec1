import type { IncomingHttpHeaders } from 'node:http'
import { isCodedError, lintCard, parseCard, type Finding, type OutlookCard } from '@countersign/core'
import { lowerAscii } from '../directory/directory.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import type { PressFailure } from './press-result.js'
import type { ReceivedAnswer, SendOutcome } from './send-request.js'

/** What the platform shows where a failure has no status text of its own. */
export const GENERAL_FAILURE_TEXT = 'The action could not be completed.'
/** Longest status text shown, in characters. */
const MAX_SHOWN_STATUS_LENGTH = 500

export interface AnswerVerdict {
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly status: number
  readonly statusText?: string
  readonly actionStatus?: string
  /** The refresh card, where the answer has one that may be shown. */
  readonly card?: OutlookCard
  readonly findings: readonly Finding[]
  readonly failure?: PressFailure
}

/** Decides what an answer means (PROTOCOL R5, R6): nothing is fetched, nothing changed. */
export function judgeAnswer(outcome: SendOutcome, provider: EmulatorProvider): AnswerVerdict {
  if ('failure' in outcome) {
    return {
      outcome: 'failed',
      status: 0,
      statusText: GENERAL_FAILURE_TEXT,
      findings: [],
      failure: outcome.failure,
    }
  }
  const { answer } = outcome
  const actionStatus = readActionStatus(answer.headers)
  const refresh = readRefresh(answer, provider)
  const shared = {
    status: answer.status,
    ...(actionStatus === undefined ? {} : { actionStatus }),
    findings: [...judgeStatus(answer.status), ...refresh.findings],
  }
  if (isSuccess(answer.status)) {
    return { ...shared, outcome: 'done', ...(refresh.card === undefined ? {} : { card: refresh.card }) }
  }
  const statusText = actionStatus ?? GENERAL_FAILURE_TEXT
  if (answer.status >= 400 && answer.status < 500) return { ...shared, outcome: 'refused', statusText }
  return { ...shared, outcome: 'failed', statusText, failure: 'unexpected-status' }
}

function judgeStatus(status: number): Finding[] {
  if (status === 200 || (status >= 400 && status < 500)) return []
  return [
    {
      code: 'ANSWER_STATUS',
      severity: isSuccess(status) ? 'warning' : 'error',
      message: `The service answered ${String(status)}.`,
      hint: 'Answer 200 for success and 4xx for a failure; the platform follows no redirect.',
    },
  ]
}

function readActionStatus(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['card-action-status']
  const text = (Array.isArray(value) ? value.join(', ') : (value ?? '')).replace(/[\p{Cc}]/gu, ' ').trim()
  return text === '' ? undefined : text.slice(0, MAX_SHOWN_STATUS_LENGTH)
}

interface Refresh {
  readonly card?: OutlookCard
  readonly findings: readonly Finding[]
}

function readRefresh(answer: ReceivedAnswer, provider: EmulatorProvider): Refresh {
  const flag = answer.headers['card-update-in-body']
  if (typeof flag !== 'string' || lowerAscii(flag.trim()) !== 'true') return { findings: [] }
  if (!isSuccess(answer.status)) {
    const message = 'The answer carries a refresh card with a failure status, which no document provides for.'
    return {
      findings: [
        { code: 'REFRESH_STATUS', severity: 'warning', message, hint: 'Send a refresh card with 200.' },
      ],
    }
  }
  try {
    const card = parseCard(new TextDecoder('utf-8', { fatal: true }).decode(answer.body))
    const findings = [
      ...lintCard(card, { targets: provider.targets, originator: provider.originator }).filter(
        ({ severity }) => severity !== 'pass',
      ),
      ...checkOriginator(card, provider),
    ]
    return findings.some(({ severity }) => severity === 'error') ? { findings } : { card, findings }
  } catch (error) {
    return { findings: [unreadable(error)] }
  }
}

function checkOriginator(card: OutlookCard, provider: EmulatorProvider): Finding[] {
  const { originator } = card
  if (typeof originator === 'string' && lowerAscii(originator) === lowerAscii(provider.originator)) return []
  return [
    {
      code: 'REFRESH_ORIGINATOR',
      severity: 'error',
      message: 'The refresh card names no originator, or not the one of the card that it replaces.',
      hint: "Put the provider's originator into every refresh card.",
      path: '/originator',
    },
  ]
}

function unreadable(error: unknown): Finding {
  return {
    code: 'REFRESH_UNREADABLE',
    severity: 'error',
    message: isCodedError(error) ? error.message : 'The body of the answer is not UTF-8.',
    hint: 'Answer CARD-UPDATE-IN-BODY: true only with the JSON of one Adaptive Card as the body.',
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}
