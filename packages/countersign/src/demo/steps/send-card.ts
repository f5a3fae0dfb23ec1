import { renderCardText } from '@countersign/core'
import type { DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

export const sendCard: DemoStep = {
  title: 'The service sends Adele a signed card, over SMTP',
  async run({ emulator, example }) {
    await example.sendExpense({ id: '1234', amount: '120.00 EUR', version: 1, to: 'adele@contoso.example' })
    const { admission, card } = await emulator.waitForMessage(({ id }) => id === 1)
    return {
      checks: [
        ...admission.findings.map(({ message, severity }) => ({
          what: 'admission',
          found: message,
          ok: severity !== 'error',
        })),
        expectValue('the card is', admission.outcome, 'shown'),
        expectValue('signed', admission.signed, true),
      ],
      ...(card && { picture: renderCardText(card) }),
    }
  },
}
