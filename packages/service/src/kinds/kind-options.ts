import type { AnyCard, HandlerAnswer } from '@countersign/core'
import type { IdentityLink } from '@countersign/ledger/links'
import type { Duration } from '../config/parse-duration.js'
import type { Linking } from '../linking/linking.js'
import type { Actor } from './actor.js'
import type { StandardSchema } from './standard-schema.js'

/** Where a card's actions carry the limited-purpose token. */
export type TokenPlacement = 'query' | 'header' | 'body'

/** What may happen once: the item (the first decision wins), each actor's decision, or the token. */
export type OncePer = 'item' | 'actor' | 'token'

export interface KindOptions<
  Decision extends string,
  Schema extends StandardSchema,
  Linked extends Linking | undefined = undefined,
> {
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
  /**
   * Who may act. `recipients` (default): those whom the card was sent to. `authorized`: for cards that a whole
   * channel sees, whoever of the channel's tenant is in `objectIds` and whom `authorize` admits; at least one of the
   * two is needed, and where both are set both must agree.
   */
  readonly actors?: 'recipients' | 'authorized'
  /** `actors: 'authorized'`: object ids of those who may act. Default: the service's `objectIds`. */
  readonly objectIds?: readonly string[]
  /**
   * `actors: 'authorized'`: asked at every press, a repeated one and one that only reads included. Anything but
   * `true` refuses; what it throws is answered with 503, and nothing runs.
   */
  readonly authorize?: AuthorizeFunction<Decision>
  /**
   * Only actors who are linked to an account of the service may act: the handler gets their `link`. Whoever is not
   * yet gets the login of this linking, and the platform repeats the action afterwards.
   */
  readonly linked?: Linked
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

/** Where the card stands that was pressed or opened. */
export type CardPlace = 'mail' | 'channel' | 'bot'

export interface AuthorizeContext<Decision extends string> {
  readonly kind: string
  readonly item: string
  readonly version: number
  /** Absent: the actor only reads. */
  readonly decision?: Decision
}

export type AuthorizeFunction<Decision extends string> = (
  actor: Actor,
  context: AuthorizeContext<Decision>,
) => boolean | Promise<boolean>

export interface ViewContext {
  readonly item: string
  /** The version that the actor's card shows. */
  readonly version: number
  readonly actor: Actor
  /** Where the card will stand: a bot's takes `Action.Execute`, all others `Action.Http` (MessageCard: `HttpPOST`). */
  readonly place: CardPlace
  readonly signal: AbortSignal
}

export type ViewFunction = (context: ViewContext) => AnyCard | Promise<AnyCard>

/** What a handler is given as `link`. */
export type LinkOf<Linked extends Linking | undefined> = Linked extends Linking ? IdentityLink : undefined

export interface ActionContext<Decision extends string, Input, Link = undefined> {
  readonly item: string
  /** The version that the actor saw. */
  readonly version: number
  readonly decision: Decision
  readonly actor: Actor
  readonly input: Input
  /** The actor's account of the service, for kinds with `linked`. */
  readonly link: Link
  /** Where the card stands that was pressed: what the answer's card has to be made for. */
  readonly place: CardPlace
  /** Aborted when the reservation is lost: another node may consider this run to be in doubt. */
  readonly signal: AbortSignal
  /** Unsigned, good for correlation only. */
  readonly requestId?: string
}

export type ActionFunction<Decision extends string, Input, Link = undefined> = (
  context: ActionContext<Decision, Input, Link>,
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
