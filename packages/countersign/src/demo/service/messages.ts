import type { ErrorCode } from '@countersign/core'

export interface Expense {
  readonly id: string
  readonly amount: string
  readonly version: number
}

/** An expense for one person to decide on. */
export interface MailedExpense extends Expense {
  readonly to: string
  /** Default true. */
  readonly signed?: boolean
}

/** What the demo asks the example service to do, beside the presses that come over HTTP. */
export type ServiceOrder =
  | { readonly do: 'send'; readonly expense: MailedExpense }
  | { readonly do: 'post'; readonly expense: Expense }
  | { readonly do: 'withdraw'; readonly id: string }
  /** Answered after everything that was reported before it. */
  | { readonly do: 'flush' }
  | { readonly do: 'close' }

type Environment = Readonly<Record<string, string>>

/** What the example is configured with. A profile belongs to a route, so each route has a service with its own. */
export interface ServiceSetup {
  /** What `fromEnv` reads for the cards in mails. */
  readonly mail: Environment
  /** What it reads for the cards in the channel. */
  readonly channel: Environment
  /** What it reads for the add-in. */
  readonly addIn: Environment
  /** Where the example keeps its expenses. */
  readonly folder: string
  readonly dkim: { readonly domain: string; readonly selector: string; readonly key: string }
  /** The incoming webhook of the channel, a secret. */
  readonly webhookUrl: string
}

export type MessageToService =
  /** The first one. */
  | { readonly type: 'configure'; readonly setup: ServiceSetup }
  | { readonly type: 'order'; readonly id: number; readonly order: ServiceOrder }
  | { readonly type: 'paid'; readonly id: number }

/** One event of the service, as far as the demo looks at it. */
export interface SeenEvent {
  readonly type: string
  readonly code?: ErrorCode
  /** Action-Request-Id; of an add-in's call the id that the demo gave it. */
  readonly requestId?: string
  readonly item?: string
}

export type MessageFromService =
  | { readonly type: 'listening'; readonly url: string }
  | { readonly type: 'done'; readonly id: number; readonly error?: string }
  | { readonly type: 'event'; readonly event: SeenEvent }
  | { readonly type: 'pay'; readonly id: number; readonly item: string }
