import type { ActionRequest, HttpAnswer, OutlookCard } from '@countersign/core'
import type { BotCardOptions } from '../bot/bot-card-options.js'
import type { PostOptions, PostResult } from '../channels/post-options.js'
import type { SendOptions, SendResult } from '../send/send-options.js'
import type { ActionFunction } from './kind-options.js'
import type { SchemaInput, StandardSchema } from './standard-schema.js'

/** A class of items with its decisions and policies. */
export interface Kind<Decision extends string, Input, InputName extends string, Link = undefined> {
  readonly name: string
  /** Sets the handler, once. What comes back goes to `mount`. */
  on(handler: ActionFunction<Decision, Input, Link>): ActionHandler
  /** Signs and sends cards. Throws `ERR_CONFIG_SEND`, `ERR_CARD_*`, and `ERR_MAIL_*` when no mail went out. */
  send(options: SendOptions<Decision, InputName>): Promise<SendResult>
  /**
   * Posts a card to a channel by its incoming-webhook URL; for kinds with `actors: 'authorized'`. Throws
   * `ERR_CONFIG_POST`, `ERR_CARD_*`, `ERR_POST_*`; none of them holds the URL.
   */
  post(options: PostOptions<Decision, InputName>): Promise<PostResult>
  /**
   * The card of an item for the bot to post by itself: version 1.4 or later, with `Action.Execute`. Throws
   * `ERR_CONFIG_POST`, `ERR_CARD_*`.
   */
  cardFor(options: BotCardOptions<Decision>): Promise<OutlookCard>
  /** No card of the item can be acted on any more. */
  withdraw(item: string): Promise<void>
}

/** The handler of one kind, ready to be mounted at its URL. */
export interface ActionHandler {
  readonly kind: string
  /** Where requests arrive, e.g. `/actions/expense`. */
  readonly path: string
  /** What requests to it are, where the adapter makes the route. Default: POST alone. */
  readonly methods?: readonly ('GET' | 'POST')[]
  /** From request to answer. Never rejects. */
  handle(request: ActionRequest): Promise<HttpAnswer>
  /** For adapters: the answer to a request that could not even be read. */
  refuse(error: unknown): HttpAnswer
}

/** The names of the inputs that a schema takes; any name where there is no schema or it doesn't say. */
export type InputNameOf<Schema extends StandardSchema> = [keyof SchemaInput<Schema>] extends [never]
  ? string
  : keyof SchemaInput<Schema> & string
