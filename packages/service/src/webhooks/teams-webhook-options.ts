import type { Actor } from '../kinds/actor.js'

export interface TeamsWebhookOptions {
  /**
   * The security tokens that Teams showed, base64; several while one is exchanged for another. Default: the service's
   * `webhookKeys` (COUNTERSIGN_WEBHOOK_KEYS).
   */
  readonly keys?: readonly string[]
  /** Where Teams posts. Default `/api/teams-webhook`. */
  readonly path?: string
  /**
   * Answers one message with a text. Runs once for each; a throw leaves it in doubt, and the same message is refused
   * all the same.
   */
  readonly onMessage: (message: WebhookMessage) => string | Promise<string>
}

export interface WebhookMessage {
  /** Teams' id of the message. */
  readonly id: string
  /** What was written, without the mention of the webhook at its beginning; HTML, as Teams writes it. */
  readonly text: string
  /** Who wrote it, as Teams says; the ids are there for people of a tenant. */
  readonly actor: Actor
  /** The whole message, as Teams sent it. */
  readonly activity: Readonly<Record<string, unknown>>
  /** Aborted when the reservation is lost: another node may consider this run to be in doubt. */
  readonly signal: AbortSignal
}
