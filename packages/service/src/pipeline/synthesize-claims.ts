import {
  CountersignError,
  type ActorBinding,
  type ActionRequest,
  type LimitedClaims,
  type VerifiedActionToken,
} from '@countersign/core'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { hashParts } from './hash-parts.js'
import { actorOf } from './match-actor.js'
import type { Inputs } from './read-inputs.js'

/**
 * For kinds that say `withoutLimitedToken`: the service itself names the item and vouches for the actor, and the
 * claims are made from that and from the action token.
 */
export function synthesizeClaims(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  source: { readonly request: ActionRequest; readonly inputs: Inputs; readonly token: VerifiedActionToken },
): LimitedClaims {
  const { config } = runtime
  const { token, request, inputs } = source
  const actor = actorOf(token)
  const action = kind.withoutLimitedToken?.({ url: request.url, actor, inputs })
  // Never the token's own: a mail's token is then held against the configured sender like any other.
  const { sender } = config
  if (action === undefined || sender === undefined) throw new CountersignError('ERR_ACTION_FORBIDDEN')
  // The whole policy's length from the press on: the service has no earlier time to go by.
  const closesAt = Math.floor((config.now() + kind.expiresInMs) / 1000)
  return {
    jti: hashParts(['countersign unsealed', token.issuer, token.tokenId ?? '', String(token.issuedAt)]),
    iat: token.issuedAt,
    exp: closesAt,
    closesAt,
    aud: config.name,
    purpose: 'act',
    kind: kind.name,
    item: action.item,
    version: action.version ?? 0,
    decision: action.decision,
    actors: [bindingOf(token)],
    sender,
    originator: config.originator ?? '',
  }
}

function bindingOf(token: VerifiedActionToken): ActorBinding {
  const { tenantId, objectId, address } = token.actor
  if (tenantId !== undefined && objectId !== undefined) return { tenantId, objectId }
  if (address !== undefined) return { address }
  throw new CountersignError('ERR_ACTION_FORBIDDEN')
}
