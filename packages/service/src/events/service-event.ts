import type { ErrorCode } from '@countersign/core'
import type { ServiceProfile } from '../config/service-options.js'

/**
 * What a service tells its operators. No event holds a token, a key or a claim's value; an actor is named by a hash.
 * The one exception is `error`: what the service's own code threw, unchanged.
 */
export type ServiceEvent =
  | {
      readonly type: 'service.started'
      readonly profile: ServiceProfile
      /** True for `substrate`, which the vendor retired for mail in June 2026. */
      readonly legacy: boolean
    }
  | { readonly type: 'service.warning'; readonly message: string }
  | ({ readonly type: 'card.sent'; readonly messageId: string; readonly recipients: number } & ItemFacts)
  /** A card went to a channel; which one is a secret. */
  | ({ readonly type: 'card.posted'; readonly attempts: number } & ItemFacts)
  | ({ readonly type: 'card.not-posted'; readonly code?: ErrorCode } & ItemFacts)
  | ({ readonly type: 'card.not-sent'; readonly code?: ErrorCode; readonly recipients: number } & ItemFacts)
  | { readonly type: 'item.withdrawn'; readonly kind: string; readonly item: string }
  | ({
      readonly type: 'action.refused'
      readonly kind: string
      readonly code: ErrorCode
      /** What the caller was told: it doesn't say which check failed. */
      readonly status: number
    } & RequestFacts)
  | ({
      readonly type: 'action.settled'
      readonly outcome: 'done' | 'declined'
      readonly late: boolean
    } & ActionFacts)
  | ({ readonly type: 'action.released' } & ActionFacts)
  | ({ readonly type: 'action.in-doubt'; readonly error: unknown } & ActionFacts)
  | ({ readonly type: 'action.repeated'; readonly code?: ErrorCode } & ActionFacts)
  | ({ readonly type: 'action.late' } & ActionFacts)
  /** The handler ended, but its reservation was lost or the ledger was down: the outcome isn't recorded. */
  | ({
      readonly type: 'action.outcome-lost'
      readonly outcome: string
      readonly code?: ErrorCode
    } & ActionFacts)
  /**
   * One step of an action, passed or refused; made only where somebody listens. Every refusal has exactly one refused
   * check, just before its `action.refused` or `action.repeated`.
   */
  | ({
      readonly type: 'action.checked'
      readonly check: ActionCheck
      readonly verdict: 'passed' | 'refused'
      readonly code?: ErrorCode
      /** What was found, safe to show: a profile, a size, kind, item and version, a decision, an outcome. */
      readonly value?: string
      /** 0 where the check came with another one. */
      readonly durationMs: number
    } & RequestFacts)
  | ({ readonly type: 'view.shown' } & ItemFacts & RequestFacts)
  | ({ readonly type: 'view.failed'; readonly error: unknown } & ItemFacts & RequestFacts)
  /** A login under way ended on its page. The actor is named by a hash, and no account at all. */
  | { readonly type: 'link.completed' | 'link.cancelled'; readonly actorKey: string }
  /** A request to the login page that led nowhere. */
  | { readonly type: 'link.refused'; readonly code: ErrorCode }
  /** Something went wrong that no code describes; the caller was told 503. */
  | ({ readonly type: 'service.failed'; readonly error: unknown } & RequestFacts)

/** The steps of an action, in the order of their refusals. */
export type ActionCheck =
  | 'headers'
  | 'action-token'
  | 'limited-token'
  | 'kind'
  | 'sender'
  | 'correlation'
  | 'actor'
  /** Only for kinds with `linked`. */
  | 'link'
  | 'inputs'
  | 'version'
  | 'reserve'
  | 'handler'
  | 'settle'

export interface ItemFacts {
  readonly kind: string
  readonly item: string
  readonly version: number
}

export interface RequestFacts {
  readonly requestId?: string
}

export interface ActionFacts extends ItemFacts, RequestFacts {
  readonly decision: string
  /** A hash, the same for every action of one actor. */
  readonly actorKey: string
}

export type ServiceEventListener = (event: ServiceEvent) => void
