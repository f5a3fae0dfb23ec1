import { decodeBase64url, embedSignedCard, encodeBase64url, extractCards } from '@countersign/core'
import { ADELE, SIGNED_EXPENSE } from '../demo-context.js'
import { expectValue, showErrors } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'
import { writePlainMail } from '../plain-mail.js'

/** An address of a network that is for documentation only (RFC 5737). */
const ATTACKER = '203.0.113.66'
const FORGED_AMOUNT = `9,${SIGNED_EXPENSE.amount}`

/** The same card with another amount: the signature no longer fits. */
export const forgeMail: DemoAttempt = {
  id: 'forge-mail',
  title: 'Forge the mail',
  explains: `Somebody sends Adele the same signed card, from the same address, with ${FORGED_AMOUNT} in place of ${SIGNED_EXPENSE.amount}.`,
  async run(context) {
    const { emulator } = context
    const { mail } = (await context.findMessage(SIGNED_EXPENSE.id)).admission
    const [signed] = extractCards(mail.html ?? '')
    const raw = writePlainMail({
      from: mail.from?.address ?? '',
      to: ADELE,
      subject: `Urgent: expense ${SIGNED_EXPENSE.id}: ${FORGED_AMOUNT}`,
      html: embedSignedCard(
        '<html><body><p>Please approve this today.</p></body></html>',
        alterAmount(signed?.text ?? ''),
      ),
    })
    const [message] = await emulator.deliverRaw(raw, {
      mailFrom: 'mallory@attacker.example',
      rcptTo: [ADELE],
      remoteAddress: ATTACKER,
      helo: 'attacker.example',
    })
    if (message === undefined) throw new Error('The mail was not delivered.')
    const errors = showErrors(message)
    const code = errors[0]?.what
    return {
      messageId: message.id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('the card is', message.admission.outcome, 'withheld'),
        ...errors,
        expectValue('because', code, 'CARD_SIGNATURE_INVALID'),
      ],
    }
  },
}

function alterAmount(jws: string): string {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  const altered = decodeBase64url(payload).toString('utf8').replace(SIGNED_EXPENSE.amount, FORGED_AMOUNT)
  return [header, encodeBase64url(altered), signature].join('.')
}
