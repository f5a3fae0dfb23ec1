import { ADELE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

const PRESSES = 50

export const race: DemoStep = {
  title: `Adele's finger slips: ${PRESSES} presses at once on an expense that nobody has decided yet`,
  async run(context) {
    const { emulator, bank } = context
    const before = bank.payments
    const { id } = await context.sendNewExpense(ADELE, '31.00 EUR')
    const presses = await Promise.all(Array.from({ length: PRESSES }, () => emulator.press(id, 'approve')))
    const answers = new Set(presses.map(({ status, actionStatus }) => `${status} ${actionStatus ?? ''}`))
    return {
      messageId: id,
      checks: [
        expectValue('the answers', [...answers].join(' and '), '200 Recorded.'),
        expectValue('payments made by them', bank.payments - before, 1),
      ],
    }
  },
}
