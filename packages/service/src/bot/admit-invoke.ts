import { CountersignError, type LimitedClaims, type VerifiedActionToken } from '@countersign/core'
import type { CheckTrace } from '../events/check-trace.js'
import { judgePress } from '../pipeline/judge-press.js'
import type { Press } from '../pipeline/press.js'
import type { Inputs } from '../pipeline/read-inputs.js'
import type { HandledKind, ServiceRuntime } from '../service/service-runtime.js'
import { isJsonObject, type BotActivity } from './read-activity.js'

export interface AdmittedInvoke {
  readonly press: Press
  readonly handled: HandledKind
}

interface ExecuteCall {
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
  /** The platform made the call by itself, to refresh the card. */
  readonly isAutomatic: boolean
}

/** From a verified connector's invoke to a press like any other. */
export async function admitInvoke(
  runtime: ServiceRuntime,
  handlers: readonly HandledKind[],
  invoke: { readonly activity: BotActivity; readonly token: VerifiedActionToken },
  trace: CheckTrace | undefined,
): Promise<AdmittedInvoke> {
  trace?.begin('inputs')
  const call = readCall(invoke.activity)
  trace?.begin('limited-token')
  const { handled, claims } = openToken(runtime, handlers, call)
  judgeVerb(claims, call, handled)
  trace?.pass('in the data')
  const evidence = {
    token: invoke.token,
    claims,
    inputs: readInvokeInputs(call),
    correlationId: undefined,
    requestId: invoke.activity.id,
  }
  return { press: await judgePress(runtime, handled.kind, evidence, trace), handled }
}

function readCall({ body }: BotActivity): ExecuteCall {
  const value = body['value']
  const action = isJsonObject(value) ? value['action'] : undefined
  if (!isJsonObject(value) || !isJsonObject(action)) throw new CountersignError('ERR_REQUEST_BODY')
  const { verb, data } = action
  if (action['type'] !== 'Action.Execute' || typeof verb !== 'string' || !isJsonObject(data)) {
    throw new CountersignError('ERR_REQUEST_BODY')
  }
  return { verb, data, isAutomatic: value['trigger'] === 'automatic' }
}

/** The one limited-purpose token of a call, under the name that its kind gives it. */
function openToken(
  { config }: ServiceRuntime,
  handlers: readonly HandledKind[],
  { data }: ExecuteCall,
): { handled: HandledKind; claims: LimitedClaims } {
  const parameters = new Set(handlers.map(({ kind }) => kind.parameter))
  const found = [...parameters].filter((parameter) => Object.hasOwn(data, parameter))
  const [parameter = ''] = found
  const token = data[parameter]
  if (config.limited === undefined || found.length !== 1 || typeof token !== 'string' || token === '') {
    throw new CountersignError('ERR_ACTION_LIMITED_TOKEN')
  }
  const claims = config.limited.open(token)
  const handled = handlers.find(({ kind }) => kind.name === claims.kind)
  if (handled?.kind.parameter !== parameter) throw new CountersignError('ERR_ACTION_KIND')
  return { handled, claims }
}

/** What a button is called must be what its token is for, and nothing is decided without a press. */
function judgeVerb(
  { purpose, decision }: LimitedClaims,
  { verb, isAutomatic }: ExecuteCall,
  { kind }: HandledKind,
): void {
  if (purpose === 'act') {
    if (verb !== decision) throw new CountersignError('ERR_ACTION_DECISION')
    if (isAutomatic) throw new CountersignError('ERR_ACTION_PURPOSE')
  } else if (kind.decisions.includes(verb)) {
    throw new CountersignError('ERR_ACTION_PURPOSE')
  }
}

function readInvokeInputs({ data }: ExecuteCall): Inputs {
  const inputs = Object.create(null) as Record<string, unknown>
  for (const [name, value] of Object.entries(data)) {
    if (name === '__proto__') throw new CountersignError('ERR_REQUEST_BODY')
    inputs[name] = value
  }
  return inputs
}
