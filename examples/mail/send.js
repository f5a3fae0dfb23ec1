// Sends only: a signed reminder to each person named on the command line, without a service behind it.
// Where it goes is COUNTERSIGN_SMTP, or the folder ./outbox. Run again it may send again: nothing remembers the
// first run. A sendLog of your own (begin, sent, failed) changes that.
import { readFileSync } from 'node:fs'
import { importPrivateKey, signCard } from '@countersign/core'
import { composeMail, createMailer } from '@countersign/mail'
import { createOutboxTransport } from '@countersign/mail/outbox'
import { createSmtpTransport } from '@countersign/mail/smtp'

const { COUNTERSIGN_ORIGINATOR: originator, COUNTERSIGN_SENDER: sender, COUNTERSIGN_SMTP: smtp } = process.env
const key = importPrivateKey(
  process.env.COUNTERSIGN_SIGNING_KEY ?? readFileSync(process.env.COUNTERSIGN_SIGNING_KEY_FILE, 'utf8'),
)
const people = process.argv.slice(2)
const card = {
  type: 'AdaptiveCard',
  version: '1.0',
  originator,
  body: [{ type: 'TextBlock', text: 'Three expenses wait for you.', weight: 'bolder' }],
  actions: [{ type: 'Action.OpenUrl', title: 'Show them', url: 'https://expenses.example/open' }],
}

async function compose(to) {
  const date = new Date()
  const signedCard = await signCard(card, { key, originator, sender, recipients: [to], now: date.getTime() })
  return composeMail({
    from: { name: 'Expenses', address: sender },
    to: [to],
    subject: 'Three expenses wait for you',
    card,
    signedCard,
    date,
    key: 'reminder-2026-03',
  })
}

const mailer = createMailer({
  transport: smtp === undefined ? createOutboxTransport('outbox') : createSmtpTransport(smtp),
  onProgress: ({ sent, failed, total, current }) =>
    console.error(`${sent + failed} of ${total}: ${current.join(', ')}`),
})
const report = await mailer.send({
  key: 'reminder-2026-03',
  mails: people.map((to) => ({ to: [to], compose: () => compose(to) })),
})
await mailer.close()
for (const result of report.results)
  if (result.state === 'failed')
    console.error(`${result.to.join()}: ${result.error.message} ${result.error.hint}`)
process.exitCode = report.failed === 0 ? 0 : 1
