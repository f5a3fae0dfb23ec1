import type { IncomingHttpHeaders } from 'node:http'
import {
  isCodedError,
  isMessageCard,
  lintCard,
  parseAnyCard,
  type AnyCard,
  type Finding,
  type MessageCard,
  type OutlookCard,
} from '@countersign/core'
import { lintTeamsCard } from '../channels/lint-teams-card.js'
import { lowerAscii } from '../directory/directory.js'
import { drawCard } from '../mailboxes/drawn-card.js'
import { readSignIn } from '../linking/read-sign-in.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import { makeAnswerFinding } from './answer-findings.js'
import type { PressFailure } from './press-result.js'
import type { ReceivedAnswer, SendOutcome } from './send-request.js'

/** What the platform shows where a failure has no status text of its own. */
export const GENERAL_FAILURE_TEXT = 'The action could not be completed.'
/** What it shows where the service asks for a login first. */
export const SIGN_IN_TEXT = 'Sign in to go on.'
/** Longest status text shown, in characters. */
const MAX_SHOWN_STATUS_LENGTH = 500

export interface AnswerVerdict {
  readonly outcome: 'done' | 'refused' | 'failed' | 'sign-in-needed'
  readonly status: number
  readonly statusText?: string
  readonly actionStatus?: string
  /** The refresh card, where the answer has one that may be shown. */
  readonly card?: OutlookCard
  /** The MessageCard that `card` draws, where it is one. */
  readonly messageCard?: MessageCard
  readonly findings: readonly Finding[]
  readonly failure?: PressFailure
  /** The login page that the service asks for, where `outcome` is `sign-in-needed`. */
  readonly signInUrl?: string
}

/** Of which card the action is. */
export interface JudgedAction {
  /** The status text is shown on success, too. */
  readonly ofMessageCard: boolean
  /** The card stands in a channel: connectors' cards name no originator, so their refresh cards need none. */
  readonly inChannel: boolean
}

/** No answer came, or none that can be read. */
export function judgeSilence(failure: PressFailure): AnswerVerdict {
  return { outcome: 'failed', status: 0, statusText: GENERAL_FAILURE_TEXT, findings: [], failure }
}

/** Decides what an answer means (PROTOCOL R5, R6, R11): nothing is fetched, nothing changed. */
export function judgeAnswer(
  outcome: SendOutcome,
  provider: EmulatorProvider,
  action: JudgedAction,
): AnswerVerdict {
  if ('failure' in outcome) return judgeSilence(outcome.failure)
  const { answer } = outcome
  const actionStatus = readActionStatus(answer.headers)
  const refresh = readRefresh(answer, provider, action)
  const signIn = readSignIn(answer)
  const shared = {
    status: answer.status,
    ...(actionStatus === undefined ? {} : { actionStatus }),
    findings: [...judgeStatus(answer.status), ...signIn.findings, ...refresh.findings],
  }
  if (isSuccess(answer.status)) {
    return {
      ...shared,
      outcome: 'done',
      ...(action.ofMessageCard && actionStatus !== undefined ? { statusText: actionStatus } : {}),
      ...(refresh.card === undefined ? {} : drawCard(refresh.card)),
    }
  }
  if (signIn.url !== undefined) {
    return { ...shared, outcome: 'sign-in-needed', statusText: SIGN_IN_TEXT, signInUrl: signIn.url }
  }
  const statusText = actionStatus ?? GENERAL_FAILURE_TEXT
  if (answer.status >= 400 && answer.status < 500) return { ...shared, outcome: 'refused', statusText }
  return { ...shared, outcome: 'failed', statusText, failure: 'unexpected-status' }
}

/** The same where nobody is there to sign in: an autoInvokeAction opens no task pane. */
export function withoutSignIn({ signInUrl, ...verdict }: AnswerVerdict): AnswerVerdict {
  if (signInUrl === undefined) return verdict
  return { ...verdict, outcome: 'refused', statusText: verdict.actionStatus ?? GENERAL_FAILURE_TEXT }
}

function judgeStatus(status: number): Finding[] {
  if (status === 200 || (status >= 400 && status < 500)) return []
  return [
    makeAnswerFinding('ANSWER_STATUS', {
      severity: isSuccess(status) ? 'warning' : 'error',
      message: `The service answered ${String(status)}.`,
    }),
  ]
}

function readActionStatus(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['card-action-status']
  const text = (Array.isArray(value) ? value.join(', ') : (value ?? '')).replace(/[\p{Cc}]/gu, ' ').trim()
  return text === '' ? undefined : text.slice(0, MAX_SHOWN_STATUS_LENGTH)
}

interface Refresh {
  readonly card?: AnyCard
  readonly findings: readonly Finding[]
}

function readRefresh(answer: ReceivedAnswer, provider: EmulatorProvider, action: JudgedAction): Refresh {
  const flag = answer.headers['card-update-in-body']
  if (typeof flag !== 'string' || lowerAscii(flag.trim()) !== 'true') return { findings: [] }
  if (!isSuccess(answer.status)) return { findings: [makeAnswerFinding('REFRESH_STATUS')] }
  try {
    const card = parseAnyCard(new TextDecoder('utf-8', { fatal: true }).decode(answer.body))
    const findings = [...lintRefresh(card, provider, action), ...checkKind(card, action.ofMessageCard)]
    return findings.some(({ severity }) => severity === 'error') ? { findings } : { card, findings }
  } catch (error) {
    return { findings: [unreadable(error)] }
  }
}

function lintRefresh(card: AnyCard, provider: EmulatorProvider, { inChannel }: JudgedAction): Finding[] {
  const { targets, originator } = provider
  if (inChannel) return lintTeamsCard(card, 'webhook', { targets })
  const findings = lintCard(card, { targets, originator })
  return [...findings.filter(({ severity }) => severity !== 'pass'), ...checkOriginator(card, provider)]
}

function checkOriginator(card: AnyCard, provider: EmulatorProvider): Finding[] {
  const { originator } = card
  if (typeof originator === 'string' && lowerAscii(originator) === lowerAscii(provider.originator)) return []
  return [makeAnswerFinding('REFRESH_ORIGINATOR', { path: '/originator' })]
}

function checkKind(card: AnyCard, ofMessageCard: boolean): Finding[] {
  if (isMessageCard(card) === ofMessageCard) return []
  return [makeAnswerFinding('REFRESH_KIND', { path: '' })]
}

function unreadable(error: unknown): Finding {
  const message = isCodedError(error) ? error.message : 'The body of the answer is not UTF-8.'
  return makeAnswerFinding('REFRESH_UNREADABLE', { message })
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}
