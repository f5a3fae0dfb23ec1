import { ADELE, UNSIGNED_EXPENSE } from '../demo-context.js'
import { expectValue, hasFinding } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

export const sendUnsignedCard: DemoStep = {
  title: 'It sends her an unsigned card, in a mail with a DKIM signature',
  async run(context) {
    const message = await context.sendExpense({ ...UNSIGNED_EXPENSE, to: ADELE, signed: false })
    const { admission, id } = message
    const dkim = admission.findings.find(({ code }) => code === 'DKIM_PASS')
    return {
      messageId: id,
      checks: [
        expectValue('the card is', admission.outcome, 'shown'),
        expectValue('signed', admission.signed, false),
        { what: 'admission', found: dkim?.message ?? 'no DKIM signature holds', ok: dkim !== undefined },
        expectValue('the sender is verified', hasFinding(message, 'SENDER_VERIFIED'), true),
      ],
    }
  },
}
