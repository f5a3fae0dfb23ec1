import type { Finding } from '@countersign/core'
import type { ExchangeFaultName } from '../exchange/exchange-faults.js'
import type { ExchangeKeyStage } from '../exchange/exchange-keys.js'
import type { ExchangeTokenShape } from '../exchange/exchange-token-request.js'
import type { DeliveryRoute } from '../mailboxes/delivery.js'
import type { ServiceEventFacts } from './read-service-event.js'

/** Facts of an event: never a whole token, key or secret. */
export type EventValues = Readonly<Record<string, string | number | boolean>>

/** One step of a press, in the order in which they happen. */
export type PressStep =
  | 'action-chosen'
  | 'inputs-substituted'
  | 'inputs-merged'
  | 'headers-checked'
  | 'target-checked'
  | 'fault-played'
  | 'token-minted'
  | 'body-signed'
  | 'request-sent'
  | 'answer-received'
  | 'card-refreshed'
  | 'card-refused'
  /** The service asks for a login first. */
  | 'sign-in-needed'
  /** The person is back from the login: what follows is the same action once more. */
  | 'sign-in-returned'
  /** An answer to an autoInvokeAction that the client no longer waits for. */
  | 'late-answer'

/** What happened, without when: the log adds `id` and `at`. */
export type EventBody =
  | {
      readonly type: 'mail-received'
      readonly messageId: number
      readonly mailbox: string
      readonly external: boolean
      readonly bytes: number
      readonly via: DeliveryRoute
    }
  /** A post in a channel or a chat is there; its findings and its admission follow, as with a mail. */
  | {
      readonly type: 'message-posted'
      readonly messageId: number
      readonly mailbox: string
      readonly source: 'channel' | 'chat'
      readonly bytes: number
    }
  /** A channel's incoming webhook took nothing. */
  | {
      readonly type: 'webhook-refused'
      /** Absent where the URL is of no channel. */
      readonly channel?: string
      readonly status: number
      readonly reason: string
    }
  | { readonly type: 'channel-added'; readonly channel: string; readonly tenantId: string }
  | {
      readonly type: 'mail-refused'
      /** SMTP reply code, e.g. 550. */
      readonly replyCode: number
      readonly reason: string
      readonly values: EventValues
    }
  | {
      readonly type: 'admission-finding'
      readonly messageId: number
      readonly finding: Finding
      /** How long the step took that found it; a step may find several things. */
      readonly durationMs: number
    }
  | {
      readonly type: 'mail-admitted'
      readonly messageId: number
      readonly outcome: 'shown' | 'withheld' | 'no-card'
      readonly errors: number
      readonly warnings: number
      readonly durationMs: number
    }
  | {
      readonly type: 'press-step'
      readonly messageId: number
      readonly pressId: string
      readonly step: PressStep
      readonly values: EventValues
      readonly durationMs: number
    }
  | {
      readonly type: 'press-finding'
      readonly messageId: number
      readonly pressId: string
      readonly finding: Finding
    }
  | {
      readonly type: 'press-ended'
      readonly messageId: number
      readonly pressId: string
      readonly outcome: 'done' | 'refused' | 'failed' | 'sign-in-needed' | 'not-sent'
      /** The code of the refusal where the platform sent nothing. */
      readonly code?: string
      readonly durationMs: number
    }
  | { readonly type: 'provider-registered'; readonly originator: string; readonly name: string }
  | { readonly type: 'keys-rotated'; readonly kid: string }
  | {
      readonly type: 'exchange-token-minted'
      /** The user's alias. */
      readonly user: string
      readonly audience: string
      readonly shape: ExchangeTokenShape
      readonly x5t: string
      /** Seconds since 1970. */
      readonly expiresAt: number
      readonly fault?: ExchangeFaultName
    }
  | { readonly type: 'graph-app-registered'; readonly client: string; readonly senders: number }
  | { readonly type: 'graph-throttled'; readonly calls: number; readonly retryAfterSeconds: number }
  | {
      readonly type: 'graph-call'
      readonly call: 'token' | 'send-mail'
      /** The HTTP status of the answer. */
      readonly status: number
      /** The client id of the app, where one is known. */
      readonly client?: string
      readonly sender?: string
      /** How many copies were delivered. */
      readonly messages?: number
      /** Graph's or Entra's own code of a refusal. */
      readonly code?: string
    }
  | {
      readonly type: 'add-in-called'
      readonly endpoint: string
      readonly verdict: 'accepted' | 'refused' | 'failed'
      readonly status: number
      readonly durationMs: number
    }
  | { readonly type: 'exchange-keys-rolled'; readonly stage: ExchangeKeyStage; readonly x5t: string }
  /** Admission withheld the card, but it is shown because admission is off. */
  | { readonly type: 'card-shown-anyway'; readonly messageId: number }
  /** A card that admission withheld is shown, but its autoInvokeAction does not run. */
  | { readonly type: 'auto-invoke-skipped'; readonly messageId: number; readonly reason: 'withheld' }
  | { readonly type: 'settings-changed'; readonly admission: boolean }
  /** What a service told about itself; every token was taken out of it. */
  | { readonly type: 'service-event'; readonly event: ServiceEventFacts }
  /** The demo's service has paid once more. */
  | { readonly type: 'demo-payments'; readonly count: number }

/** An event as listeners get it. */
export type EmulatorEvent = EventBody & {
  /** From 1, in order. */
  readonly id: number
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly at: number
}

export type EventListener = (event: EmulatorEvent) => void
