import { renderCardText } from '@countersign/core'
import { ADELE, SIGNED_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

export const sendSignedCard: DemoStep = {
  title: 'The service sends Adele a signed card, over SMTP',
  async run(context) {
    const { admission, card, id } = await context.sendExpense({ ...SIGNED_EXPENSE, to: ADELE })
    return {
      messageId: id,
      checks: [
        expectValue('the card is', admission.outcome, 'shown'),
        expectValue('signed', admission.signed, true),
        ...admission.findings
          .filter(({ code }) => code === 'CARD_SIGNATURE_VALID' || code === 'SIGNED_RECIPIENTS_EQUAL')
          .map(({ message }) => ({ what: 'admission', found: message, ok: true })),
      ],
      ...(card && { picture: renderCardText(card) }),
    }
  },
}
