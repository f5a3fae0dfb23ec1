import { admitMail, type Admission, type DnsResolver, type MailEnvelope } from '@countersign/admission'
import { CountersignError, type Finding } from '@countersign/core'
import type { Directory } from '../directory/directory.js'
import type { EventLog } from '../events/event-log.js'
import type { ProviderRegistry } from '../registry/provider-registry.js'
import { MAX_MAIL_BYTES } from '../smtp/smtp-limits.js'
import type { IncomingMail } from '../smtp/incoming-mail.js'
import type { MailboxMessage } from './mailbox-message.js'
import type { Mailboxes } from './mailboxes.js'
import { showCard, withholdCard } from './drawn-card.js'
import { readWithheldCard } from './read-withheld-card.js'

export interface DeliveryOptions {
  readonly mailboxes: Mailboxes
  readonly registry: ProviderRegistry
  readonly directory: Directory
  readonly events: EventLog
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly resolver: DnsResolver
  readonly strict: boolean
}

/** How a mail came in: over SMTP, by a call of the emulator's own API, or by Graph's sendMail. */
export type DeliveryRoute = 'smtp' | 'api' | 'graph'

/** An address as SMTP carries it; anything else never gets a mailbox. */
const ADDRESS = /^[^\s@<>]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/

/** Takes mails in: one copy per mailbox, each admitted on its own. */
export class Delivery {
  readonly #options: DeliveryOptions

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  /**
   * A user of the directory, or an address outside the two tenants' domains, which is kept as an external copy.
   *
   * @throws CountersignError ERR_EMULATOR_RECIPIENT for an unknown user of a tenant, and for what is no address
   */
  checkRecipient(address: string): void {
    const { directory } = this.#options
    if (directory.findByAddress(address) !== undefined) return
    if (!ADDRESS.test(address) || directory.ownsDomainOf(address))
      throw new CountersignError('ERR_EMULATOR_RECIPIENT')
  }

  /**
   * Delivers one mail to all of its recipients; two addresses of one user are one copy.
   *
   * @throws CountersignError ERR_EMULATOR_RECIPIENT, ERR_EMULATOR_FULL, ERR_EMULATOR_MAIL_SIZE
   */
  async deliver(mail: IncomingMail, via: DeliveryRoute): Promise<readonly MailboxMessage[]> {
    const { raw, rcptTo } = mail
    if (raw.length === 0 || raw.length > MAX_MAIL_BYTES) throw new CountersignError('ERR_EMULATOR_MAIL_SIZE')
    if (rcptTo.length === 0)
      throw new CountersignError('ERR_EMULATOR_RECIPIENT', 'The mail has no recipient.')
    for (const address of rcptTo) this.checkRecipient(address)
    const copies = this.#groupByMailbox(rcptTo)
    this.#options.mailboxes.checkRoom(copies.size)
    const delivered: MailboxMessage[] = []
    for (const [mailbox, recipient] of copies)
      delivered.push(await this.#deliverCopy(mail, mailbox, recipient, via))
    return delivered
  }

  #groupByMailbox(recipients: readonly string[]): ReadonlyMap<string, string> {
    const copies = new Map<string, string>()
    for (const recipient of recipients) {
      const mailbox = this.#options.directory.findByAddress(recipient)?.addresses[0] ?? recipient
      if (!copies.has(mailbox)) copies.set(mailbox, recipient)
    }
    return copies
  }

  async #deliverCopy(
    mail: IncomingMail,
    mailbox: string,
    recipient: string,
    via: DeliveryRoute,
  ): Promise<MailboxMessage> {
    const { mailboxes, directory, events, now } = this.#options
    const { mailFrom, remoteAddress, helo, submittedBy } = mail
    const envelope: MailEnvelope = {
      mailFrom,
      rcptTo: recipient,
      remoteAddress,
      helo,
      ...(submittedBy === undefined ? {} : { submittedBy }),
    }
    const receivedAt = now()
    const startedAt = performance.now()
    const stepMs = new Map<Finding, number>()
    const admission = await this.#admit(mail.raw, envelope, receivedAt, stepMs)
    const durationMs = roundMs(performance.now() - startedAt)
    const external = directory.findByAddress(recipient) === undefined
    const { card, ...rest } = admission
    const withheldCard = external ? undefined : readWithheldCard(admission)
    const message = await mailboxes.add(
      {
        recipient,
        mailbox,
        external,
        source: { type: 'mail' },
        receivedAt,
        size: mail.raw.length,
        envelope,
        admission: rest,
        ...(card === undefined || external ? {} : showCard(card)),
        ...(withheldCard === undefined ? {} : withholdCard(withheldCard)),
      },
      mail.raw,
    )
    events.emit({ type: 'mail-received', messageId: message.id, mailbox, external, bytes: message.size, via })
    if (!external) this.#report(message.id, admission, durationMs, stepMs)
    if (admission.outcome === 'withheld' && message.card !== undefined) {
      events.emit({ type: 'card-shown-anyway', messageId: message.id })
    }
    return message
  }

  #admit(
    raw: Uint8Array,
    envelope: MailEnvelope,
    now: number,
    stepMs: Map<Finding, number>,
  ): Promise<Admission> {
    const { directory, registry, resolver, strict } = this.#options
    return admitMail(raw, {
      envelope,
      now,
      resolver,
      providers: registry,
      strict,
      scopeMembers: (tenantId, address) => directory.findByAddress(address)?.tenantId === tenantId,
      readerIsRecipient: (reader, recipient) => {
        const user = directory.findByAddress(reader)
        return user === undefined ? reader === recipient : directory.findByAddress(recipient) === user
      },
      onStep: (findings, durationMs) => {
        for (const finding of findings) stepMs.set(finding, roundMs(durationMs))
      },
    })
  }

  #report(
    messageId: number,
    admission: Admission,
    durationMs: number,
    stepMs: ReadonlyMap<Finding, number>,
  ): void {
    const { events } = this.#options
    for (const finding of admission.findings) {
      events.emit({ type: 'admission-finding', messageId, finding, durationMs: stepMs.get(finding) ?? 0 })
    }
    events.emit({
      type: 'mail-admitted',
      messageId,
      outcome: admission.outcome,
      errors: admission.findings.filter(({ severity }) => severity === 'error').length,
      warnings: admission.findings.filter(({ severity }) => severity === 'warning').length,
      durationMs,
    })
  }
}

function roundMs(ms: number): number {
  return Math.round(ms * 100) / 100
}
