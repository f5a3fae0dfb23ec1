import {
  CountersignError,
  listHeaderPairs,
  MAX_REQUEST_ID_LENGTH,
  type ActionRequest,
  type HttpAnswer,
} from '@countersign/core'
import { startTrace } from '../events/check-trace.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { linkPress } from '../linking/link-press.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { admitPress } from './admit-press.js'
import { answerRefusal } from './answer-refusal.js'
import { answerView } from './answer-view.js'
import { startBudget } from './budget.js'
import type { AnyActionFunction } from './execute-handler.js'
import { toActPress } from './press.js'
import { runOnce } from './run-once.js'
import { validateInputs } from './validate-inputs.js'

/** One request from beginning to end; closing waits for it. Never rejects: every way out is an answer. */
export function handleAction(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  handler: AnyActionFunction,
  request: ActionRequest,
): Promise<HttpAnswer> {
  const work = answerAction(runtime, kind, handler, request)
  runtime.running.add(work)
  return work
}

async function answerAction(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  handler: AnyActionFunction,
  request: ActionRequest,
): Promise<HttpAnswer> {
  const budget = startBudget(runtime.config.actBudgetMs - timeSince(request.receivedAt))
  const trace = startTrace(runtime.events, () => readRequestId(request))
  try {
    if (runtime.running.closing) throw new CountersignError('ERR_ACTION_CLOSING')
    const admitted = admitPress(runtime, kind, request, trace)
    // Only what is a promise is waited for: each wait costs as much as a check, and the writer of the ledger waits with it.
    const press = admitted instanceof Promise ? await admitted : admitted
    const { decision, purpose } = press.claims
    if (purpose !== 'act' || decision === undefined) return await answerView(press)
    const { linked } = kind
    const link = linked === undefined ? undefined : await linkPress(press, linked, request.headers, budget)
    trace?.begin('inputs')
    const validated = validateInputs(kind, press.inputs)
    const input = validated instanceof Promise ? ((await validated) as unknown) : validated
    trace?.pass(`${String(request.body.byteLength)} bytes`)
    return await runOnce(toActPress(press, { decision, input, link }), handler, budget)
  } catch (error) {
    const requestId = readRequestId(request)
    return answerRefusal(error, { runtime, kind: kind.name, requestId, trace })
  } finally {
    budget.end()
  }
}

/** What reading a request has taken of its budget, in ms. */
function timeSince(receivedAt: number | undefined): number {
  return receivedAt === undefined ? 0 : Math.max(0, performance.now() - receivedAt)
}

/** For the events of a request that may have been refused before its headers were read. */
function readRequestId(request: ActionRequest): string | undefined {
  try {
    const value = listHeaderPairs(request.headers).find(([name]) => name === 'action-request-id')?.[1]
    return value !== undefined && value.length <= MAX_REQUEST_ID_LENGTH && /^[\w-]+$/.test(value)
      ? value
      : undefined
  } catch {
    return undefined
  }
}
