import type { Finding } from '@countersign/core'
import type { ServiceEventFacts } from './read-service-event.js'

/** Facts of an event: never a whole token, key or secret. */
export type EventValues = Readonly<Record<string, string | number | boolean>>

/** One step of a press, in the order in which they happen. */
export type PressStep =
  | 'action-chosen'
  | 'inputs-substituted'
  | 'headers-checked'
  | 'target-checked'
  | 'fault-played'
  | 'token-minted'
  | 'request-sent'
  | 'answer-received'
  | 'card-refreshed'
  | 'card-refused'

/** What happened, without when: the log adds `id` and `at`. */
export type EventBody =
  | {
      readonly type: 'mail-received'
      readonly messageId: number
      readonly mailbox: string
      readonly external: boolean
      readonly bytes: number
      readonly via: 'smtp' | 'api'
    }
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
      readonly outcome: 'done' | 'refused' | 'failed' | 'not-sent'
      /** The code of the refusal where the platform sent nothing. */
      readonly code?: string
      readonly durationMs: number
    }
  | { readonly type: 'provider-registered'; readonly originator: string; readonly name: string }
  | { readonly type: 'keys-rotated'; readonly kid: string }
  /** Admission withheld the card, but it is shown because admission is off. */
  | { readonly type: 'card-shown-anyway'; readonly messageId: number }
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
