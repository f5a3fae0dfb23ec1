import { renderCardText } from '@countersign/core'
import type { MailboxMessage } from '@countersign/emulator'
import { ADELE, ALEX, SIGNED_EXPENSE, type DemoContext } from '../demo-context.js'
import { expectValue, hasFinding } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'
import { writePlainMail } from '../plain-mail.js'

export const pressAsAlex: DemoAttempt = {
  id: 'press-as-alex',
  title: 'Press as Alex',
  explains:
    "Alex gets Adele's mail, forwarded and then byte for byte. At last the platform's own admission is switched off for a moment: he sees the card and presses, with a genuine token of his own.",
  async run(context) {
    const { emulator, service } = context
    const original = await context.findMessage(SIGNED_EXPENSE.id)
    const forwarded = await forward(context, original)
    const redelivered = await emulator.deliverAgain(original.id, ALEX)
    emulator.setAdmission(false)
    try {
      const shown = emulator.getMessage(redelivered.id).card !== undefined
      const press = await emulator.press(redelivered.id, 'approve')
      const code = await service.codeOf(press.request.requestId)
      return {
        messageId: redelivered.id,
        ...(code !== undefined && { code }),
        checks: [
          expectValue('forwarded as mail programs do it, the card is', outcomeOf(forwarded), 'no-card'),
          expectValue('delivered byte for byte, it is', outcomeOf(redelivered), 'withheld'),
          expectValue(
            'because the mail is addressed to Adele',
            hasFinding(redelivered, 'MAILBOX_NOT_ADDRESSED'),
            true,
          ),
          expectValue('with admission off, it is shown', shown, true),
          expectValue('Alex presses, and the service answers', press.status, 403),
          expectValue('because', code, 'ERR_ACTION_FORBIDDEN'),
        ],
      }
    } finally {
      emulator.setAdmission(true)
    }
  },
}

/** The vendor's mail programs drop the markup of the card when a mail is forwarded; its text stays. */
async function forward(
  { emulator }: DemoContext,
  { admission, mailCard }: MailboxMessage,
): Promise<MailboxMessage | undefined> {
  const text = mailCard === undefined ? '' : renderCardText(mailCard)
  const raw = writePlainMail({
    from: ADELE,
    to: ALEX,
    subject: `FW: ${admission.mail.subject}`,
    html: `<html><body><p>Alex, can you do this for me?</p><pre>${text.replaceAll('<', '&lt;')}</pre></body></html>`,
  })
  const [message] = await emulator.deliverRaw(raw, { mailFrom: ADELE, rcptTo: [ALEX] })
  return message
}

function outcomeOf(message: MailboxMessage | undefined): string | undefined {
  return message?.admission.outcome
}
