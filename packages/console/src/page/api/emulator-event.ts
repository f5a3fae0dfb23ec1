import type { AdmissionOutcome, Finding } from './wire-types.js'

/** An event of the service, as it tells it itself. */
export interface ServiceEvent {
  readonly type: string
  readonly requestId?: string
  readonly check?: string
  readonly verdict?: 'passed' | 'refused'
  readonly code?: string
  readonly value?: string
  readonly durationMs?: number
  readonly kind?: string
  readonly item?: string
  readonly version?: number
  readonly decision?: string
  readonly outcome?: string
  readonly status?: number
  readonly message?: string
}

export type EventValues = Readonly<Record<string, string | number | boolean>>

interface Stamp {
  readonly id: number
  readonly at: number
}

/** The events that the page shows; it passes over every other one. */
export type EmulatorEvent = Stamp &
  (
    | { readonly type: 'mail-received'; readonly messageId: number; readonly mailbox: string }
    | { readonly type: 'message-posted'; readonly messageId: number; readonly mailbox: string }
    | {
        readonly type: 'admission-finding'
        readonly messageId: number
        readonly finding: Finding
        readonly durationMs?: number
      }
    | {
        readonly type: 'mail-admitted'
        readonly messageId: number
        readonly outcome: AdmissionOutcome
        readonly durationMs: number
      }
    | {
        readonly type: 'press-step'
        readonly messageId: number
        readonly pressId: string
        readonly step: string
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
        readonly code?: string
        readonly durationMs: number
      }
    | { readonly type: 'service-event'; readonly event: ServiceEvent }
    | { readonly type: 'demo-payments'; readonly count: number }
  )

/** A stream of server-sent events has one listener per name. */
export const EVENT_TYPES = [
  'mail-received',
  'message-posted',
  'admission-finding',
  'mail-admitted',
  'press-step',
  'press-finding',
  'press-ended',
  'service-event',
  'demo-payments',
] as const satisfies readonly EmulatorEvent['type'][]
