import type { ActionRequest, HttpAnswer } from '@countersign/core'
import type { SendOptions, SendResult } from '../send/send-options.js'
import type { ActionFunction } from './kind-options.js'
import type { SchemaInput, StandardSchema } from './standard-schema.js'

/** A class of items with its decisions and policies. */
export interface Kind<Decision extends string, Input, InputName extends string> {
  readonly name: string
  /** Sets the handler, once. What comes back goes to `mount`. */
  on(handler: ActionFunction<Decision, Input>): ActionHandler
  /** Signs and sends cards. Throws `ERR_CONFIG_SEND`, `ERR_CARD_*`, and `ERR_MAIL_*` when no mail went out. */
  send(options: SendOptions<Decision, InputName>): Promise<SendResult>
  /** No card of the item can be acted on any more. */
  withdraw(item: string): Promise<void>
}

/** The handler of one kind, ready to be mounted at its URL. */
export interface ActionHandler {
  readonly kind: string
  /** Where requests arrive, e.g. `/actions/expense`. */
  readonly path: string
  /** From request to answer. Never rejects. */
  handle(request: ActionRequest): Promise<HttpAnswer>
  /** For adapters: the answer to a request that could not even be read. */
  refuse(error: unknown): HttpAnswer
}

/** The names of the inputs that a schema takes; any name where there is no schema or it doesn't say. */
export type InputNameOf<Schema extends StandardSchema> = [keyof SchemaInput<Schema>] extends [never]
  ? string
  : keyof SchemaInput<Schema> & string
