import type { ErrorCode } from '@countersign/core'

export interface Expense {
  readonly id: string
  readonly amount: string
  readonly version: number
  readonly to: string
  /** Default true. */
  readonly signed?: boolean
}

/** What the demo asks the example service to do, beside the presses that come over HTTP. */
export type ServiceOrder =
  | { readonly do: 'send'; readonly expense: Expense }
  | { readonly do: 'withdraw'; readonly id: string }
  /** Answered after everything that was reported before it. */
  | { readonly do: 'flush' }
  | { readonly do: 'close' }

export type MessageToService =
  /** The first one: what `fromEnv` reads, and the example's own settings. */
  | { readonly type: 'configure'; readonly env: Readonly<Record<string, string>> }
  | { readonly type: 'order'; readonly id: number; readonly order: ServiceOrder }
  | { readonly type: 'paid'; readonly id: number }

/** One event of the service, as far as the demo looks at it. */
export interface SeenEvent {
  readonly type: string
  readonly code?: ErrorCode
  readonly requestId?: string
  readonly item?: string
}

export type MessageFromService =
  | { readonly type: 'listening'; readonly url: string }
  | { readonly type: 'done'; readonly id: number; readonly error?: string }
  | { readonly type: 'event'; readonly event: SeenEvent }
  | { readonly type: 'pay'; readonly id: number; readonly item: string }
