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
import { judgeClaims } from './judge-claims.js'
import { hashActor, tenantScopeOf } from './ledger-keys.js'
import { locateLimitedToken, parseTarget } from './locate-limited-token.js'
import { matchActor } from './match-actor.js'
import type { Press } from './press.js'
import { readInputs, type Inputs } from './read-inputs.js'
import { synthesizeClaims } from './synthesize-claims.js'

/** Everything between the request and the ledger, in the order in which it may be learnt by the caller. */
export async function admitPress(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  request: ActionRequest,
  trace: CheckTrace | undefined,
): Promise<Press> {
  // GET, HEAD and a link scanner's prefetch never get as far as a token.
  if (request.method !== 'POST') throw new CountersignError('ERR_REQUEST_METHOD')
  const headers = readActionHeaders(request.headers, { header: runtime.config.header })
  trace?.pass(`${runtime.config.header}, ${String(headers.token.length)} characters`)
  trace?.begin('action-token')
  const verified = runtime.verifier.verify(headers.token)
  const token = verified instanceof Promise ? await verified : verified
  trace?.pass(token.profile)
  trace?.begin('kind')
  if (parseTarget(request.url).pathname !== kind.path) throw new CountersignError('ERR_REQUEST_TARGET')
  trace?.begin('inputs')
  const inputs = readInputs(headers.contentType, request.body)
  trace?.begin('limited-token')
  const claims = readClaims(runtime, kind, { request, headers, inputs, token })
  trace?.pass(kind.withoutLimitedToken === undefined ? `in the ${kind.placement}` : 'the service vouches')
  judgeClaims(claims, { config: runtime.config, kind, token, headers, trace })
  trace?.begin('actor')
  const { actor, binding } = matchActor(claims.actors, token, runtime.config)
  trace?.pass()
  return {
    runtime,
    kind,
    token,
    trace,
    // From here on the press is this actor's alone: what is bound for them is never wider.
    claims: { ...claims, actors: [binding] },
    actor,
    actorKey: hashActor(actor),
    itemName: {
      service: runtime.config.name,
      originator: claims.originator,
      kind,
      tenantScope: tenantScopeOf(kind, token.actor.tenantId),
      item: claims.item,
    },
    requestId: headers.requestId,
    inputs,
  }
}

interface ClaimsSource {
  readonly request: ActionRequest
  readonly headers: ActionHeaders
  readonly inputs: Inputs
  readonly token: VerifiedActionToken
}

function readClaims(runtime: ServiceRuntime, kind: KindDefinition, source: ClaimsSource): LimitedClaims {
  if (kind.withoutLimitedToken !== undefined) return synthesizeClaims(runtime, kind, source)
  const { limited } = runtime.config
  if (limited === undefined) throw new CountersignError('ERR_ACTION_LIMITED_TOKEN')
  return limited.open(locateLimitedToken(source.request, source.inputs, kind))
}
