import { randomUUID } from 'node:crypto'
import { signCard, type AnyCard } from '@countersign/core'
import { composeMail, createMailer, type ComposedMail, type MailResult } from '@countersign/mail'
import { closesAtOf, composeCardClaims } from '../kinds/compose-card-claims.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { bindAnyCard } from '../kinds/bind-any-card.js'
import { sealFor } from '../kinds/seal-for.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { buildCard, type CardOrder } from './build-card.js'
import { checkSendOptions, type SendMeans } from './check-send-options.js'
import { listItemScopes } from './item-scopes.js'
import { createLedgerSendLog, forgetfulSendLog } from './ledger-send-log.js'
import { openItem } from './open-item.js'
import { resolveRecipients, type ResolvedRecipient } from './resolve-recipients.js'
import type { SendOptions, SendResult, SentMail } from './send-options.js'

interface SendJob {
  readonly runtime: ServiceRuntime
  readonly kind: KindDefinition
  readonly options: SendOptions<string, string>
  readonly means: SendMeans
  readonly now: number
  /** NumericDate of the item's end. */
  readonly closesAt: number
}

/** card → lint → bind → sign → mail → deliver, one mail for each recipient unless they share it. */
export async function sendCard(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  options: SendOptions<string, string>,
): Promise<SendResult> {
  const { config } = runtime
  const means = checkSendOptions(options, config, {
    hasTransport: runtime.transport.configured,
    hasLedger: runtime.ledger.configured,
    actors: kind.actors,
  })
  const recipients = await resolveRecipients(means.recipients, config)
  // A ledger refuses what is older than itself, so it has to be born before the first token is sealed.
  if (runtime.ledger.configured) await runtime.ledger.open()
  const now = config.now()
  const job = { runtime, kind, options, means, now, closesAt: closesAtOf(kind, now) }
  const groups = options.together === true ? [recipients] : recipients.map((recipient) => [recipient])
  // The first card is made before anything is opened or sent, so that a faulty one refuses the whole call.
  const first = groups[0] === undefined ? undefined : await buildCard(orderCard(job, groups[0]))
  const { closesAt } = job
  const scopes = listItemScopes(kind, recipients)
  await openItem(runtime, kind, { item: options.item, version: means.version, closesAt, scopes })

  const messageIds = new Map<string, string>()
  const mailer = createMailer({
    transport: await runtime.transport.open(),
    sendLog:
      options.key === undefined
        ? forgetfulSendLog
        : createLedgerSendLog(runtime.ledger, {
            service: config.name,
            now: config.now,
            kind: kind.name,
            item: options.item,
          }),
  })
  const report = await mailer.send({
    key: options.key ?? randomUUID(),
    mails: groups.map((group, index) => ({
      to: group.map(({ address }) => address),
      compose: async () => {
        const made = index === 0 ? first : undefined
        const mail = await composeCardMail(job, group, made ?? (await buildCard(orderCard(job, group))))
        messageIds.set(mail.envelope.to.join(), mail.messageId)
        return mail
      },
    })),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  return reportMails(job, report.results, messageIds)
}

function orderCard(job: SendJob, group: readonly ResolvedRecipient[]): CardOrder {
  return {
    kind: job.kind,
    card: job.options.card,
    originator: job.means.originator,
    correlationId: randomUUID(),
    recipients: group.map(({ address }) => address),
    signed: job.means.signingKey !== undefined,
  }
}

async function composeCardMail(
  job: SendJob,
  group: readonly ResolvedRecipient[],
  card: AnyCard,
): Promise<ComposedMail> {
  const { kind, means, options, now, runtime } = job
  const { sender, originator, signingKey } = means
  const to = group.map(({ address }) => address)
  const { correlationId } = card
  const claims = composeCardClaims(
    runtime.config,
    kind,
    {
      item: options.item,
      version: means.version,
      actors: group.map(({ binding }) => binding),
      sender,
      originator,
      ...(correlationId === undefined ? {} : { correlationId }),
    },
    now,
  )
  const tokenFor = sealFor(means.limited, claims)
  const bound = bindAnyCard(card, kind, tokenFor)
  const { senderName, dkim } = runtime.config
  return composeMail({
    from: senderName === undefined ? sender : { name: senderName, address: sender },
    to,
    subject: options.subject,
    card: bound,
    date: new Date(now),
    ...(signingKey === undefined
      ? {}
      : { signedCard: await signCard(bound, { key: signingKey, originator, sender, recipients: to, now }) }),
    ...(dkim === undefined ? {} : { dkim }),
    ...(options.html === undefined ? {} : { html: options.html }),
    ...(options.text === undefined ? {} : { text: options.text }),
    ...(options.key === undefined ? {} : { key: options.key }),
  })
}

/** Throws when nothing went out, so that a failure cannot be overlooked. */
function reportMails(
  job: SendJob,
  results: readonly MailResult[],
  messageIds: ReadonlyMap<string, string>,
): SendResult {
  const facts = { kind: job.kind.name, item: job.options.item, version: job.means.version }
  const mails = results.map((result): SentMail => {
    const recipients = result.to.length
    const messageId = messageIds.get(result.to.join())
    if (result.state === 'failed') {
      job.runtime.events.emit({ type: 'card.not-sent', code: result.error.code, recipients, ...facts })
      return { state: 'failed', to: result.to, error: result.error }
    }
    const identified = messageId === undefined ? {} : { messageId }
    if (messageId !== undefined)
      job.runtime.events.emit({ type: 'card.sent', messageId, recipients, ...facts })
    return { state: 'sent', to: result.to, response: result.response, ...identified }
  })
  const failures = mails.filter((mail) => mail.state === 'failed')
  if (failures[0] !== undefined && failures.length === mails.length) throw failures[0].error
  return Object.freeze({ sent: mails.length - failures.length, failed: failures.length, mails })
}
