import type { Finding } from '@countersign/core'
import type { AnyCard } from '@countersign/core/cards'
import type { MailAuthentication } from './authentication.js'
import type { DnsResolver } from './dns/dns-resolver.js'
import type { ParsedMail } from './parsed-mail.js'
import type { Provider, ProviderLookup } from './provider.js'

export interface MailEnvelope {
  /** MAIL FROM without angle brackets; '' for the null sender. */
  readonly mailFrom: string
  /** The mailbox that this copy is delivered to. */
  readonly rcptTo: string
  /** The client's IP address. */
  readonly remoteAddress: string
  /** What the client said in EHLO or HELO. */
  readonly helo: string
  /**
   * The account that handed the mail in, where the platform itself has authenticated it: a mail sent through Graph from a
   * mailbox of its own. Such a mail never crosses the internet, so DKIM and SPF say nothing about it.
   */
  readonly submittedBy?: string
}

export interface AdmissionContext {
  readonly envelope: MailEnvelope
  /** Milliseconds. */
  readonly now: number
  readonly resolver: DnsResolver
  readonly providers: ProviderLookup
  /** Asks for DKIM **and** SPF where one of them is enough otherwise. Default false. */
  readonly strict?: boolean
  /** Is this address in this tenant's directory? Needed for providers of scope `organization`; without it nobody is. */
  readonly scopeMembers?: (tenantId: string, address: string) => boolean
  /** Do both addresses belong to one single-user mailbox? Default: only when they are equal. */
  readonly readerIsRecipient?: (reader: string, recipient: string) => boolean
  /** Is told, as it happens, what each step found and how long it took, in milliseconds. It must not throw. */
  readonly onStep?: (findings: readonly Finding[], durationMs: number) => void
}

/** What the platform decides about one copy of a mail, and why. */
export interface Admission {
  /** `no-card`: an ordinary mail. `withheld`: the mail is delivered without its card. */
  readonly outcome: 'shown' | 'withheld' | 'no-card'
  /** Every step in order, the passes too. `withheld` has at least one of severity `error`, `shown` none. */
  readonly findings: readonly Finding[]
  readonly mail: ParsedMail
  /** Only when shown. */
  readonly card?: AnyCard
  /** Whether the card is signed; absent without a card. */
  readonly signed?: boolean
  /** The provider that the card names, when it is registered. */
  readonly provider?: Provider
  readonly authentication: MailAuthentication
}
