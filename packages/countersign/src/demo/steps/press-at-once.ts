import type { DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

const PRESSES = 50

export const pressAtOnce: DemoStep = {
  title: `Adele's finger slips: ${PRESSES} presses at once on a second expense`,
  async run({ emulator, example }) {
    const before = example.payments()
    await example.sendExpense({ id: '1235', amount: '80.00 EUR', version: 1, to: 'adele@contoso.example' })
    const { id } = await emulator.waitForMessage(({ admission }) => admission.mail.subject.includes('1235'))
    const presses = await Promise.all(Array.from({ length: PRESSES }, () => emulator.press(id, 'approve')))
    const answers = new Set(presses.map(({ status, actionStatus }) => `${status} ${actionStatus ?? ''}`))
    return {
      checks: [
        expectValue('the answers', [...answers].join(' and '), '200 Recorded.'),
        expectValue('payments made by them', example.payments() - before, 1),
      ],
    }
  },
}
