import type { LimitedClaims, VerifiedActionToken } from '@countersign/core'
import type { CheckTrace } from '../events/check-trace.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { authorizeActor } from './authorize-actor.js'
import { judgeClaims } from './judge-claims.js'
import { hashActor, tenantScopeOf } from './ledger-keys.js'
import { matchActor } from './match-actor.js'
import type { Press } from './press.js'
import type { Inputs } from './read-inputs.js'

/** What a request has shown to be genuine, whatever way it came. */
export interface PressEvidence {
  readonly token: VerifiedActionToken
  readonly claims: LimitedClaims
  readonly inputs: Inputs
  /** Unsigned: may only contradict. */
  readonly correlationId: string | undefined
  readonly requestId: string | undefined
}

/**
 * Whether this actor may do this to this item: all that is left to judge before the ledger. A promise only where the kind's own hook
 * has to be asked.
 */
export function judgePress(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  evidence: PressEvidence,
  trace: CheckTrace | undefined,
): Press | Promise<Press> {
  const { config } = runtime
  const { token, claims, inputs, requestId } = evidence
  const place = judgeClaims(claims, {
    config,
    kind,
    token,
    correlationId: evidence.correlationId,
    trace,
  })
  trace?.begin('actor')
  const { actor, binding } = matchActor(claims.actors, token, { config, kind })
  const press: Press = {
    runtime,
    kind,
    token,
    place,
    trace,
    // From here on the press is this actor's alone, or the channel's: what is bound for them is never wider.
    claims: { ...claims, actors: [binding] },
    actor,
    actorKey: hashActor(actor),
    itemName: {
      service: config.name,
      originator: claims.originator,
      kind,
      tenantScope: tenantScopeOf(kind, token.actor.tenantId),
      item: claims.item,
    },
    requestId,
    inputs,
  }
  if (kind.actors === 'authorized')
    return authorizeActor(actor, claims, { kind, config }).then(() => passActor(press))
  return passActor(press)
}

function passActor(press: Press): Press {
  press.trace?.pass()
  return press
}
