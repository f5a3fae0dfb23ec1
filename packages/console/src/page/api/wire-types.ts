/** The emulator's HTTP API as the page reads it: the members that it uses, no more. */

export interface Finding {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'info' | 'pass'
  readonly message: string
  readonly hint?: string
  readonly path?: string
  readonly vendorText?: string
  /** Milliseconds, where the platform measured the step. */
  readonly durationMs?: number
}

export interface ButtonSummary {
  readonly number: number
  readonly type: string
  readonly id?: string
  readonly title?: string
}

export type AdmissionOutcome = 'shown' | 'withheld' | 'no-card'

/** How a message came; absent means by mail. */
export type MessageSource =
  | { readonly type: 'mail' }
  | { readonly type: 'channel'; readonly channel: string }
  | { readonly type: 'chat'; readonly botName: string; readonly channel?: string }

export interface MessageSummary {
  readonly id: number
  readonly mailbox: string
  readonly recipient: string
  readonly external: boolean
  readonly source?: MessageSource
  readonly receivedAt: number
  readonly from?: string
  readonly subject: string
  readonly outcome: AdmissionOutcome
  readonly signed: boolean
  readonly errors: number
  readonly warnings: number
  readonly refreshes: number
  readonly presses: number
  readonly buttons: readonly ButtonSummary[]
}

export interface MailAddress {
  readonly name: string
  readonly address: string
}

export interface Mail {
  readonly from?: MailAddress
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly subject: string
  readonly date?: string
  readonly text?: string
  readonly html?: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
}

export type CardJson = Readonly<Record<string, unknown>>

export interface PressResult {
  readonly messageId: number
  readonly action: string
  readonly actor: { readonly alias: string; readonly displayName: string; readonly address: string }
  readonly at: number
  readonly durationMs: number
  readonly request: { readonly requestId: string; readonly method: string; readonly url: string }
  readonly outcome: 'done' | 'refused' | 'failed' | 'sign-in-needed'
  readonly status: number
  /** What Outlook shows under the card. */
  readonly statusText?: string
  readonly signIn?: { readonly url?: string; readonly host: string }
  readonly refreshedCard?: CardJson
  readonly findings: readonly Finding[]
  readonly failure?: string
  readonly fault?: string
  readonly duplicateStatuses?: readonly number[]
}

/** What the last action on a MessageCard came to: kept with the card. */
export interface CardStatus {
  readonly text: string
  readonly outcome: PressResult['outcome']
  readonly actor: { readonly alias: string; readonly displayName: string }
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface MessageDetail extends MessageSummary {
  readonly message: {
    readonly size: number
    readonly envelope: { readonly mailFrom: string; readonly rcptTo: string; readonly remoteAddress: string }
    readonly admission: {
      readonly outcome: AdmissionOutcome
      readonly findings: readonly Finding[]
      readonly mail: Mail
      readonly signed?: boolean
    }
    readonly card?: CardJson
    readonly mailCard?: CardJson
    /** The MessageCard that `card` draws, where it is one. */
    readonly messageCards?: { readonly card?: CardJson }
    readonly cardStatus?: CardStatus
    readonly presses: readonly PressResult[]
  }
}

export interface DirectoryUser {
  readonly alias: string
  readonly displayName: string
  readonly tenantId: string
  readonly addresses: readonly string[]
}

export interface DirectoryTenant {
  readonly name: string
  readonly tenantId: string
}

export interface Attempt {
  readonly id: string
  readonly title: string
  readonly explains: string
}

export interface AttemptResult {
  readonly id: string
  readonly ok: boolean
  readonly code?: string
  readonly checks: readonly { readonly what: string; readonly found: string; readonly ok: boolean }[]
  readonly paymentsBefore: number
  readonly paymentsAfter: number
  readonly messageId?: number
}

export type DemoStatus =
  | { readonly available: false }
  | {
      readonly available: true
      readonly title: string
      readonly payments: number
      readonly attempts: readonly Attempt[]
      readonly links: readonly { readonly title: string; readonly href: string }[]
    }
