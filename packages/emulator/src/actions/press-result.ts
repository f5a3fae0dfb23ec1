import type { Finding, OutlookCard } from '@countersign/core'
import type { FaultName } from './faults.js'

/** The request as it went out, with every token taken out of it. */
export interface SentRequest {
  readonly url: string
  /** Where it really went: the loopback origin of the route. */
  readonly route: string
  readonly method: 'GET' | 'POST'
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: string
  /** `Action-Request-Id`. */
  readonly requestId: string
  /** `Card-Correlation-Id`, where the card has a `correlationId`. */
  readonly correlationId?: string
  readonly tokenHeader: 'Authorization' | 'Action-Authorization'
  readonly token: {
    readonly profile: string
    readonly kid: string
    readonly claims: Readonly<Record<string, unknown>>
  }
}

export interface PressActor {
  readonly alias: string
  readonly displayName: string
  readonly tenantId: string
  readonly objectId: string
  /** The address that the card's `expectedActors` chose, else the primary one. */
  readonly address: string
}

/** Why there is no usable answer. */
export type PressFailure =
  'timeout' | 'unreachable' | 'broken-answer' | 'answer-too-large' | 'unexpected-status'

/** What came of one press. The platform's own refusals (no card, reserved header …) are thrown instead. */
export interface PressResult {
  readonly messageId: number
  /** The action's id, else its title, else its path in the card. */
  readonly action: string
  readonly actor: PressActor
  /** `mail`: the button stands on the mail's own card only, as on a device that has not refreshed it. */
  readonly cardShown: 'current' | 'mail'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly durationMs: number
  readonly request: SentRequest
  /** `done`: 2xx. `refused`: 4xx. `failed`: no answer in time, or none that counts. */
  readonly outcome: 'done' | 'refused' | 'failed'
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  /**
   * What Outlook shows under the card: for a failure the service's CARD-ACTION-STATUS or, without one, a general text;
   * absent on success, when an Adaptive Card's status text is not shown.
   */
  readonly statusText?: string
  /** CARD-ACTION-STATUS as the service sent it, on success too. */
  readonly actionStatus?: string
  /** The card that the answer put in place of the old one. */
  readonly refreshedCard?: OutlookCard
  /** What was wrong with the answer, its refresh card included. */
  readonly findings: readonly Finding[]
  readonly failure?: PressFailure
  readonly fault?: FaultName
  /** The statuses of the further posts of `duplicate-post` and `fifty-at-once`, 0 where no answer came. */
  readonly duplicateStatuses?: readonly number[]
}

export interface PressOptions {
  /** Who presses: an address, an alias or an object id. Default: the owner of the mailbox. */
  readonly as?: string
  /** Values by input id. Inputs left out have the card's default, else the empty string. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly fault?: FaultName
  /** Milliseconds that the fault `delay` holds the request; default 1,500. */
  readonly delayMs?: number
}
