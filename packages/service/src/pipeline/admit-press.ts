import {
  CountersignError,
  readActionHeaders,
  type ActionHeaders,
  type ActionRequest,
  type LimitedClaims,
  type VerifiedActionToken,
} from '@countersign/core'
import type { CheckTrace } from '../events/check-trace.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { judgePress } from './judge-press.js'
import { locateLimitedToken, parseTarget } from './locate-limited-token.js'
import type { Press } from './press.js'
import { readInputs, type Inputs } from './read-inputs.js'
import { synthesizeClaims } from './synthesize-claims.js'

/**
 * Everything between the request and the ledger, in the order in which it may be learnt by the caller. A promise only where a key has
 * to be fetched or the kind's own hook asked: otherwise nothing stands between a request and its reservation.
 *
 * Throws as well as it rejects.
 */
export function admitPress(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  request: ActionRequest,
  trace: CheckTrace | undefined,
): Press | Promise<Press> {
  // GET, HEAD and a link scanner's prefetch never get as far as a token.
  if (request.method !== 'POST') throw new CountersignError('ERR_REQUEST_METHOD')
  const headers = readActionHeaders(request.headers, { header: runtime.config.header })
  trace?.pass(`${runtime.config.header}, ${String(headers.token.length)} characters`)
  trace?.begin('action-token')
  const verified = runtime.verifier.verify(headers.token)
  const admit = (token: VerifiedActionToken): Press | Promise<Press> =>
    admitVerified(runtime, kind, { request, headers, token }, trace)
  return verified instanceof Promise ? verified.then(admit) : admit(verified)
}

interface VerifiedRequest {
  readonly request: ActionRequest
  readonly headers: ActionHeaders
  readonly token: VerifiedActionToken
}

function admitVerified(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  { request, headers, token }: VerifiedRequest,
  trace: CheckTrace | undefined,
): Press | Promise<Press> {
  trace?.pass(token.profile)
  trace?.begin('kind')
  const target = parseTarget(request.url)
  if (target.pathname !== kind.path) throw new CountersignError('ERR_REQUEST_TARGET')
  trace?.begin('inputs')
  const inputs = readInputs(headers.contentType, request.body)
  trace?.begin('limited-token')
  const claims = readClaims(runtime, kind, { request, target, headers, inputs, token })
  trace?.pass(kind.withoutLimitedToken === undefined ? `in the ${kind.placement}` : 'the service vouches')
  const { correlationId, requestId } = headers
  return judgePress(runtime, kind, { token, claims, inputs, correlationId, requestId }, trace)
}

interface ClaimsSource extends VerifiedRequest {
  readonly target: URL
  readonly inputs: Inputs
}

function readClaims(runtime: ServiceRuntime, kind: KindDefinition, source: ClaimsSource): LimitedClaims {
  if (kind.withoutLimitedToken !== undefined) return synthesizeClaims(runtime, kind, source)
  const { limited } = runtime.config
  if (limited === undefined) throw new CountersignError('ERR_ACTION_LIMITED_TOKEN')
  return limited.open(locateLimitedToken(source, kind))
}
