import type { HeaderInput, VerifiedActionToken } from '@countersign/core'
import type { BotHandlerOptions } from '../bot/create-bot-handler.js'
import type { ServiceEventListener } from '../events/service-event.js'
import type { Actor } from '../kinds/actor.js'
import type { ActionHandler, InputNameOf, Kind } from '../kinds/kind.js'
import type { Linking, LinkingOptions } from '../linking/linking.js'
import type { KindOptions, LinkOf } from '../kinds/kind-options.js'
import type { SchemaOutput, StandardSchema } from '../kinds/standard-schema.js'
import type { TeamsWebhookOptions } from '../webhooks/teams-webhook-options.js'

/** The inputs of a kind without a schema: texts by the ids of the card's inputs. */
export type PlainInputs = Readonly<Record<string, string>>

export interface Service {
  /** Defines a class of items. Throws `ERR_CONFIG_KIND` with everything that is wrong. */
  define<
    Decision extends string,
    Schema extends StandardSchema = StandardSchema<PlainInputs>,
    Linked extends Linking | undefined = undefined,
  >(
    name: string,
    options: KindOptions<Decision, Schema, Linked>,
  ): Kind<Decision, SchemaOutput<Schema>, InputNameOf<Schema>, LinkOf<Linked>>
  /**
   * The messaging endpoint of the bot: runs the decisions of `Action.Execute` by the same rules as any other press,
   * and answers `refresh.action` with the kind's `view`. Needs the option `bot`. Throws `ERR_CONFIG_INVALID`.
   */
  bot(handlers: readonly ActionHandler[], options?: BotHandlerOptions): ActionHandler
  /**
   * The endpoint of a Teams outgoing webhook: answers each message once. Throws `ERR_CONFIG_INVALID`.
   */
  teamsWebhook(options: TeamsWebhookOptions): ActionHandler
  /**
   * Links Office identities to accounts of the service; a kind asks for it with `linked`. Throws
   * `ERR_CONFIG_LINKING` with everything that is wrong.
   */
  linking(options: LinkingOptions): Linking
  /**
   * Verifies the action token in a request's headers, and nothing else: the drop-in for the vendor's validator.
   * Throws `ERR_REQUEST_*`, `ERR_TOKEN_*`, `ERR_ISSUER_*`; answer all of them with the same 401.
   */
  verifyAction(headers: HeaderInput): Promise<VerifiedAction>
  /** Opens the ledger now, so that a wrong one shows at start. */
  ready(): Promise<void>
  /** Returns a function that ends the listening. */
  onEvent(listener: ServiceEventListener): () => void
  /** Refuses new actions, waits for running handlers (at most the length of a lease), closes what the service opened. */
  close(): Promise<void>
}

export interface VerifiedAction {
  readonly actor: Actor
  readonly token: VerifiedActionToken
  /** Unsigned: correlate by them, prove nothing. */
  readonly correlationId?: string
  readonly requestId?: string
}
