import type { AnyCard, MessageCardHttpPost } from '@countersign/core'
import type { ActionOptions } from '../send/card-context.js'

export interface PostOptions<Decision extends string, InputName extends string> {
  /** What is to be decided on, e.g. `1234`: at most 500 characters. */
  readonly item: string
  /** What the card shows of it, a whole number. A higher one supersedes all older cards. Default 0. */
  readonly version?: number
  /** The channel's incoming-webhook URL. It is a secret: no event, log or error repeats it. */
  readonly to: string
  /** The tenant that the channel is in: who presses must be of it. Default: the service's tenant, if it has one. */
  readonly tenantId?: string
  /**
   * A MessageCard, whose `HttpPOST` belongs to the decision that is its `@id` or its name, or a function that makes one. An
   * adaptive card too, without `Action.Http`: channels do not show those.
   */
  readonly card: AnyCard | PostCardFunction<Decision, InputName>
  /** Makes repeating safe: with the same key the channel gets the card once. */
  readonly key?: string
  readonly signal?: AbortSignal
}

/** What a card function is given to make a channel's card. */
export interface PostCardContext<Decision extends string, InputName extends string> {
  /**
   * The button of a decision. `inputs` are ids of the card's inputs: the body is written so that each arrives
   * unchanged, although the platform substitutes without escaping.
   */
  readonly action: (decision: Decision, options: PostActionOptions<InputName>) => MessageCardHttpPost
}

export type PostActionOptions<InputName extends string> = Pick<
  ActionOptions<InputName>,
  'title' | 'inputs' | 'headers'
>

export type PostCardFunction<Decision extends string, InputName extends string> = (
  context: PostCardContext<Decision, InputName>,
) => AnyCard | Promise<AnyCard>

export interface PostResult {
  /** How often it was tried; 0 where the card had gone out in an earlier call with the same key. */
  readonly attempts: number
}
