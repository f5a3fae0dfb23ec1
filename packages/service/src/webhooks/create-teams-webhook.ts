import {
  CountersignError,
  CountersignTypeError,
  createTeamsWebhookVerifier,
  isCodedError,
  listHeaderPairs,
  type ActionRequest,
  type HttpAnswer,
  type TeamsWebhookVerifier,
} from '@countersign/core'
import { isOptionObject } from '../config/option-object.js'
import { isRoutePath, ROUTE_PATH_PROBLEM } from '../config/route-path.js'
import type { ActionHandler } from '../kinds/kind.js'
import { startBudget } from '../pipeline/budget.js'
import { noteRefusal } from '../pipeline/note-refusal.js'
import { refusalWire, type RefusalClass } from '../pipeline/refusal-map.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { reserveMessage } from './reserve-message.js'
import { factsOf, runMessage } from './run-message.js'
import type { TeamsWebhookOptions } from './teams-webhook-options.js'

interface WebhookRoute {
  readonly runtime: ServiceRuntime
  readonly verifier: TeamsWebhookVerifier
  readonly onMessage: TeamsWebhookOptions['onMessage']
}

export interface WebhookDefaults {
  readonly keys: readonly string[] | undefined
  readonly clockSkewSeconds: number | undefined
}

const DEFAULT_PATH = '/api/teams-webhook'
const EVENT_KIND = 'teams-webhook'
const LATE_TEXT = 'This is still being worked on.'

/** The endpoint of a Teams outgoing webhook. Throws `ERR_CONFIG_INVALID` with everything that is wrong. */
export function createTeamsWebhook(
  runtime: ServiceRuntime,
  options: TeamsWebhookOptions,
  defaults: WebhookDefaults,
): ActionHandler {
  if (!isOptionObject(options)) {
    throw new CountersignTypeError('ERR_CONFIG_INVALID', 'teamsWebhook needs an object with onMessage.')
  }
  const { path = DEFAULT_PATH, onMessage } = options
  const problems: string[] = []
  if (!isRoutePath(path)) problems.push(`${ROUTE_PATH_PROBLEM}.`)
  if (typeof onMessage !== 'function') problems.push('onMessage must be a function.')
  if (!runtime.ledger.configured) {
    problems.push('the service needs a ledger (COUNTERSIGN_LEDGER) to know a message that comes twice.')
  }
  const verifier = tryCreateVerifier(
    runtime,
    options.keys ?? defaults.keys,
    defaults.clockSkewSeconds,
    problems,
  )
  if (problems.length > 0 || verifier === undefined) {
    throw new CountersignTypeError(
      'ERR_CONFIG_INVALID',
      problems.map((problem) => `teamsWebhook: ${problem}`),
    )
  }
  const route: WebhookRoute = Object.freeze({ runtime, verifier, onMessage })
  return Object.freeze<ActionHandler>({
    kind: EVENT_KIND,
    path,
    handle(request) {
      const work = answerMessage(route, request)
      runtime.running.add(work)
      return work
    },
    refuse: (error) => answerWebhookRefusal(route, error),
  })
}

function tryCreateVerifier(
  { config }: ServiceRuntime,
  keys: readonly string[] | undefined,
  clockSkewSeconds: number | undefined,
  problems: string[],
): TeamsWebhookVerifier | undefined {
  const skew = clockSkewSeconds === undefined ? {} : { clockSkewSeconds }
  try {
    return createTeamsWebhookVerifier({ keys: keys ?? [], now: config.now, ...skew })
  } catch (error) {
    if (!isCodedError(error)) throw error
    problems.push(...(error instanceof CountersignTypeError ? error.problems : [error.message]))
    return undefined
  }
}

/** One message from beginning to end. Never rejects: every way out is an answer. */
async function answerMessage(route: WebhookRoute, request: ActionRequest): Promise<HttpAnswer> {
  const { runtime } = route
  const budget = startBudget(runtime.config.actBudgetMs)
  try {
    if (runtime.running.closing) throw new CountersignError('ERR_ACTION_CLOSING')
    if (request.method !== 'POST') throw new CountersignError('ERR_REQUEST_METHOD')
    const message = route.verifier.verify(readAuthorization(request), request.body)
    const ledger = await runtime.ledger.open()
    const reservationId = await reserveMessage(runtime, ledger, message, budget)
    let late = false
    const work = runMessage({ ...route, message, ledger, reservationId, isLate: () => late })
    runtime.running.add(work)
    const text = await budget.race(work)
    if (text !== 'late') return composeMessage(text)
    late = true
    // The outcome is settled when it comes; how it ended is in the events.
    work.catch(() => undefined)
    runtime.events.emit({ type: 'action.late', ...factsOf({ runtime, message }) })
    return composeMessage(LATE_TEXT)
  } catch (error) {
    return answerWebhookRefusal(route, error)
  } finally {
    budget.end()
  }
}

function readAuthorization(request: ActionRequest): string {
  const values = listHeaderPairs(request.headers).filter(([name]) => name === 'authorization')
  const [value] = values
  if (value === undefined) throw new CountersignError('ERR_REQUEST_TOKEN_ABSENT')
  if (values.length > 1) {
    throw new CountersignError('ERR_REQUEST_HEADER', 'The header authorization was sent twice.')
  }
  return value[1].trim()
}

function composeMessage(text: string): HttpAnswer {
  return Object.freeze({
    status: 200,
    headers: Object.freeze([
      ['content-type', 'application/json; charset=utf-8'] as const,
      ['cache-control', 'no-store'] as const,
    ]),
    body: JSON.stringify({ type: 'message', text }),
  })
}

/** One generic 401 for everything that keeps a message from its handler. */
function answerWebhookRefusal({ runtime }: WebhookRoute, error: unknown): HttpAnswer {
  const context = { runtime, kind: EVENT_KIND, requestId: undefined, trace: undefined }
  const { refusal } = noteRefusal(error, context, statusOf)
  return Object.freeze({
    status: statusOf(refusal),
    headers: [
      ...(refusal === 'method' ? (refusalWire.method.headers ?? []) : []),
      ['cache-control', 'no-store'] as const,
    ],
    body: '',
  })
}

function statusOf(refusal: RefusalClass): number {
  switch (refusal) {
    case 'unauthenticated':
    case 'forbidden':
    case 'invalid':
      return 401
    case 'conflict':
      return 500
    case 'unavailable':
    case 'method':
    case 'too-large':
    case 'too-slow':
      return refusalWire[refusal].status
  }
}
