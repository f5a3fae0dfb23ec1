import type { HandlerAnswer, OutlookCard } from '@countersign/core'
import type { Duration } from '../config/parse-duration.js'
import type { Actor } from './actor.js'
import type { StandardSchema } from './standard-schema.js'

/** Where a card's actions carry the limited-purpose token. */
export type TokenPlacement = 'query' | 'header' | 'body'

/** What may happen once: the item (the first decision wins), each actor's decision, or the token. */
export type OncePer = 'item' | 'actor' | 'token'

export interface KindOptions<Decision extends string, Schema extends StandardSchema> {
  /** The https URL that the actions of this kind call. It must be under a target registered for the provider. */
  readonly url: string
  /** The path that requests arrive at, where a proxy rewrites it. Default: the path of `url`. */
  readonly path?: string
  /** Names of the decisions, e.g. `['approve', 'reject']`: letters, digits, `-` and `_`, at most 64 characters. */
  readonly decisions: readonly [Decision, ...Decision[]]
  /** Validates the inputs of the card; any Standard Schema. Default: the inputs as texts. */
  readonly input?: Schema
  /** Default `item`: the first decision on a version wins over all recipients. */
  readonly once?: OncePer
  /** Who may act. Default and for now only: those whom the card was sent to. */
  readonly actors?: 'recipients'
  /** How long cards of this kind can be acted on, e.g. `14d`. Default `14d`, at most `30d`. */
  readonly expiresIn?: Duration
  /** Shows the item as it is now. Read-only: it also answers autoInvoke, and whoever comes second. */
  readonly view?: ViewFunction
  /** The handler may run again after a crash or a throw: it recognises what it has done already. Default false. */
  readonly idempotent?: boolean
  /**
   * Whether an item id names one thing within each tenant (default, for services with many tenants) or over the
   * whole service. With `tenant`, approvers of one item must all be in one tenant.
   */
  readonly itemsUniqueWithin?: 'tenant' | 'service'
  /** Default `query`. */
  readonly placement?: TokenPlacement
  /** The name of the query parameter or body field. Default `cst`. */
  readonly parameter?: string
  /**
   * For cards that carry no limited-purpose token: names what the request is about, and vouches that this actor
   * may act on it. Return undefined to refuse. Weaker: nothing in the request is sealed.
   */
  readonly withoutLimitedToken?: (request: UnsealedRequest) => UnsealedAction<Decision> | undefined
}

export interface ViewContext {
  readonly item: string
  /** The version that the actor's card shows. */
  readonly version: number
  readonly actor: Actor
  readonly signal: AbortSignal
}

export type ViewFunction = (context: ViewContext) => OutlookCard | Promise<OutlookCard>

export interface ActionContext<Decision extends string, Input> {
  readonly item: string
  /** The version that the actor saw. */
  readonly version: number
  readonly decision: Decision
  readonly actor: Actor
  readonly input: Input
  /** Aborted when the reservation is lost: another node may consider this run to be in doubt. */
  readonly signal: AbortSignal
  /** Unsigned, good for correlation only. */
  readonly requestId?: string
}

export type ActionFunction<Decision extends string, Input> = (
  context: ActionContext<Decision, Input>,
) => HandlerAnswer | Promise<HandlerAnswer>

export interface UnsealedRequest {
  readonly url: string
  readonly actor: Actor
  readonly inputs: Readonly<Record<string, unknown>>
}

export interface UnsealedAction<Decision extends string> {
  readonly item: string
  readonly version?: number
  readonly decision: Decision
}
