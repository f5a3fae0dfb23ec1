import { randomUUID } from 'node:crypto'
import { dispatchRequest, type Dispatched } from '../actions/dispatch-request.js'
import { distortOrder, inventKid, type FaultName } from '../actions/faults.js'
import type { PlatformContext } from '../actions/platform-context.js'
import type { PressOptions, SentRequest } from '../actions/press-result.js'
import type { StepRecorder } from '../actions/step-recorder.js'
import { redactSecrets } from '../events/redact-secrets.js'
import { mintBotToken } from '../issuers/mint-bot-token.js'
import type { Endpoint } from '../registry/resolve-endpoint.js'
import { buildInvoke, type InvokeFacts } from './build-invoke.js'

export interface Invoke {
  readonly facts: Omit<InvokeFacts, 'id' | 'at'>
  readonly endpoint: Endpoint
  readonly options: Pick<PressOptions, 'delayMs'>
  readonly fault: FaultName | undefined
  readonly steps: StepRecorder
  readonly signal: AbortSignal
}

export interface SentInvoke {
  readonly dispatched: Dispatched
  readonly request: SentRequest
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Longest part of a body that a result keeps, in characters. */
const MAX_SHOWN_BODY_LENGTH = 4_096

/** Mints the bot token, writes the activity and posts it, as the fault says. */
export async function sendInvoke(context: PlatformContext, invoke: Invoke): Promise<SentInvoke> {
  const { facts, endpoint, fault, steps } = invoke
  if (fault !== undefined) steps.record('fault-played', { fault })
  if (fault === 'rotated-key') await context.rotateKeys()
  const at = context.now()
  const key = context.keys.current
  const kid = fault === 'unknown-kid' ? inventKid() : key.kid
  const order = distortOrder({ audience: facts.source.appId, issuedAt: at }, fault)
  const minted = await mintBotToken(order, key, kid)
  steps.record('token-minted', {
    profile: 'bot',
    kid,
    audience: String(minted.claims.aud),
    issuer: String(minted.claims.iss),
    expiresAt: Number(minted.claims.exp),
    tokenLength: minted.token.length,
  })
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Authorization', `Bearer ${minted.token}`],
  ] as const
  const write = (id: string): Buffer => Buffer.from(JSON.stringify(buildInvoke({ ...facts, id, at })))
  const outgoing = { ...endpoint, method: 'POST' as const, headers, body: write(steps.pressId) }
  const request: SentRequest = {
    url: redactSecrets(endpoint.target.href),
    route: endpoint.route,
    method: 'POST',
    headers: headers.map(([name, value]) => [name, redactSecrets(value)] as const),
    body: redactSecrets(outgoing.body.toString()).slice(0, MAX_SHOWN_BODY_LENGTH),
    requestId: steps.pressId,
    tokenHeader: 'Authorization',
    token: { profile: 'bot', kid, claims: minted.claims },
  }
  steps.record('request-sent', { url: request.url, method: 'POST', trigger: facts.trigger })
  const patienceMs = context.actionTimeoutMs
  const dispatch = (): Promise<Dispatched> =>
    dispatchRequest(outgoing, {
      fault,
      delayMs: invoke.options.delayMs,
      patienceMs,
      abandonMs: patienceMs,
      signal: invoke.signal,
      again: { ...outgoing, body: write(`f:${randomUUID()}`) },
    })
  const dispatched = fault === 'key-set-outage' ? await context.outage.during(dispatch) : await dispatch()
  return { dispatched, request, at }
}
