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

/** An answer that the client ignored; the server's copy of the card has been updated all the same (PROTOCOL R7). */
export interface LateAnswer {
  /** The HTTP status; 0 where no answer came at all. */
  readonly status: number
  /** Milliseconds since the message was opened. */
  readonly afterMs: number
  readonly refreshedCard?: OutlookCard
  readonly findings: readonly Finding[]
  readonly failure?: PressFailure
}

/** The task pane that a press opens. */
export interface PressSignIn {
  /** The service's login page; it may hold the service's own secrets, so no record and no event has it. */
  readonly url?: string
  /** The host of the login page. */
  readonly host: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

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
  /**
   * `done`: 2xx. `refused`: 4xx. `failed`: no answer in time, or none that counts. `sign-in-needed`: 401 with a login page,
   * after which the platform repeats the action.
   */
  readonly outcome: 'done' | 'refused' | 'failed' | 'sign-in-needed'
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  /**
   * What Outlook shows under the card: for a failure the service's CARD-ACTION-STATUS or, without one, a general text;
   * on success that of a MessageCard alone: an Adaptive Card's is not shown then.
   */
  readonly statusText?: string
  /** CARD-ACTION-STATUS as the service sent it, on success too. */
  readonly actionStatus?: string
  /** Where and until when the person may sign in; for `sign-in-needed`. The record of a press has no `url`. */
  readonly signIn?: PressSignIn
  /** `Action-Request-Id` of the press that this one repeats after a sign-in. */
  readonly repeats?: string
  /** The answer that came after the client gave up; for an autoInvokeAction. */
  readonly late?: LateAnswer
  /** The card that the answer put in place of the old one. */
  readonly refreshedCard?: OutlookCard
  /** What was wrong with the answer, its refresh card included. */
  readonly findings: readonly Finding[]
  readonly failure?: PressFailure
  /** The envelope in a bot's answer; its status is the action's, the HTTP status is 200 whatever became of that. */
  readonly envelope?: { readonly statusCode: number; readonly type: string }
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
