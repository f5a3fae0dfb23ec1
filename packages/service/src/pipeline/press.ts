import type { LimitedClaims, VerifiedActionToken } from '@countersign/core'
import type { IdentityLink } from '@countersign/ledger/links'
import type { CheckTrace } from '../events/check-trace.js'
import type { ActionFacts } from '../events/service-event.js'
import type { Actor } from '../kinds/actor.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { CardPlace } from '../kinds/kind-options.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import type { ItemName } from './ledger-keys.js'
import type { Inputs } from './read-inputs.js'

/** What the action's own token says; for kinds without one, what the service said in its place. */
export type PressClaims = LimitedClaims

/** A request that has passed every check: this actor may do this to this item. */
export interface Press {
  readonly runtime: ServiceRuntime
  readonly kind: KindDefinition
  readonly token: VerifiedActionToken
  readonly place: CardPlace
  readonly claims: PressClaims
  readonly actor: Actor
  readonly actorKey: string
  readonly itemName: ItemName
  readonly requestId: string | undefined
  /** Undefined where nobody listens. */
  readonly trace: CheckTrace | undefined
  /** What the body holds, not validated yet. */
  readonly inputs: Inputs
}

/** A press that decides something. */
export interface ActPress extends Press {
  /** Only for kinds with `linked`. */
  readonly link: IdentityLink | undefined
  readonly decision: string
  readonly input: unknown
}

/** A press with what was decided. Written out: spread, so many members would make each press a shape of its own. */
export function toActPress(press: Press, decided: Pick<ActPress, 'decision' | 'input' | 'link'>): ActPress {
  return {
    runtime: press.runtime,
    kind: press.kind,
    token: press.token,
    place: press.place,
    claims: press.claims,
    actor: press.actor,
    actorKey: press.actorKey,
    itemName: press.itemName,
    requestId: press.requestId,
    trace: press.trace,
    inputs: press.inputs,
    link: decided.link,
    decision: decided.decision,
    input: decided.input,
  }
}

export function itemFactsOf({ kind, claims, requestId }: Press): {
  kind: string
  item: string
  version: number
  requestId?: string
} {
  return {
    kind: kind.name,
    item: claims.item,
    version: claims.version,
    ...(requestId === undefined ? {} : { requestId }),
  }
}

export function actionFactsOf(press: ActPress): ActionFacts {
  return { ...itemFactsOf(press), decision: press.decision, actorKey: press.actorKey }
}
