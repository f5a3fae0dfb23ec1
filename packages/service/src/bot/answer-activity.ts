import {
  CountersignError,
  readActionHeaders,
  type ActionRequest,
  type BotTokenVerifier,
  type HttpAnswer,
  type VerifiedActionToken,
} from '@countersign/core'
import { startTrace } from '../events/check-trace.js'
import { answerView } from '../pipeline/answer-view.js'
import { startBudget, type Budget } from '../pipeline/budget.js'
import { noteRefusal, type RefusalContext } from '../pipeline/note-refusal.js'
import { toActPress } from '../pipeline/press.js'
import { refusalWire, type RefusalClass } from '../pipeline/refusal-map.js'
import { runOnce } from '../pipeline/run-once.js'
import { validateInputs } from '../pipeline/validate-inputs.js'
import type { HandledKind, ServiceRuntime } from '../service/service-runtime.js'
import { admitInvoke } from './admit-invoke.js'
import {
  composeInvokeAnswer,
  composeInvokeError,
  composePlainAnswer,
  invokeStatusOf,
} from './invoke-answer.js'
import { readActivity, type BotActivity } from './read-activity.js'
import { readInvoker } from './read-invoker.js'

export interface BotRoute {
  readonly runtime: ServiceRuntime
  readonly verifier: BotTokenVerifier
  readonly handlers: readonly HandledKind[]
}

const EVENT_KIND = 'bot'
const INVOKE_NAME = 'adaptiveCard/action'

/** One activity from beginning to end. Never rejects: every way out is an answer. */
export async function answerActivity(route: BotRoute, request: ActionRequest): Promise<HttpAnswer> {
  const { runtime } = route
  const budget = startBudget(runtime.config.actBudgetMs)
  const state: { activity?: BotActivity; token?: VerifiedActionToken } = {}
  const trace = startTrace(runtime.events, () => undefined)
  try {
    if (runtime.running.closing) throw new CountersignError('ERR_ACTION_CLOSING')
    // GET, HEAD and a link scanner's prefetch never get as far as a token.
    if (request.method !== 'POST') throw new CountersignError('ERR_REQUEST_METHOD')
    const headers = readActionHeaders(request.headers)
    trace?.pass(`authorization, ${String(headers.token.length)} characters`)
    trace?.begin('action-token')
    // The token is judged together with the activity that it came with.
    const activity = (state.activity = readActivity(request.body))
    const verified = await route.verifier.verify(headers.token, activity)
    trace?.pass(verified.profile)
    if (activity.type !== 'invoke') return composePlainAnswer(200)
    if (activity.name !== INVOKE_NAME) return composePlainAnswer(501)
    const ids = readInvoker(activity, runtime.config)
    const token = (state.token = { ...verified, tenantId: ids.tenantId, actor: { ...ids, guest: false } })
    return await answerInvoke(route, { activity, token, size: request.body.byteLength }, budget, trace)
  } catch (error) {
    const context = { runtime, kind: EVENT_KIND, requestId: state.activity?.id, trace }
    return state.token === undefined ? answerStranger(error, context) : answerActor(error, context)
  } finally {
    budget.end()
  }
}

/** For adapters: the answer to a request that could not even be read. */
export function refuseActivity({ runtime }: BotRoute, error: unknown): HttpAnswer {
  const trace = startTrace(runtime.events, () => undefined)
  trace?.begin('inputs')
  return answerStranger(error, { runtime, kind: EVENT_KIND, requestId: undefined, trace })
}

async function answerInvoke(
  { runtime, handlers }: BotRoute,
  invoke: { readonly activity: BotActivity; readonly token: VerifiedActionToken; readonly size: number },
  budget: Budget,
  trace: RefusalContext['trace'],
): Promise<HttpAnswer> {
  const { press, handled } = await admitInvoke(runtime, handlers, invoke, trace)
  const { decision, purpose } = press.claims
  if (purpose !== 'act' || decision === undefined) return composeInvokeAnswer(await answerView(press))
  trace?.begin('inputs')
  const input = await validateInputs(handled.kind, press.inputs)
  trace?.pass(`${String(invoke.size)} bytes`)
  const act = toActPress(press, { decision, input, link: undefined })
  return composeInvokeAnswer(await runOnce(act, handled.handler, budget))
}

/** Before the actor is known: 403 whatever it was, as the connector documents it for a bad token. */
function answerStranger(error: unknown, context: RefusalContext): HttpAnswer {
  const { refusal } = noteRefusal(error, context, strangerStatusOf)
  return composePlainAnswer(strangerStatusOf(refusal), refusal === 'method' ? refusalWire.method.headers : [])
}

function answerActor(error: unknown, context: RefusalContext): HttpAnswer {
  const { refusal, text } = noteRefusal(error, context, invokeStatusOf)
  return composeInvokeError(refusal, text)
}

function strangerStatusOf(refusal: RefusalClass): number {
  switch (refusal) {
    case 'unauthenticated':
    case 'forbidden':
    case 'conflict':
    case 'invalid':
      return 403
    case 'unavailable':
    case 'method':
    case 'too-large':
    case 'too-slow':
      return refusalWire[refusal].status
  }
}
