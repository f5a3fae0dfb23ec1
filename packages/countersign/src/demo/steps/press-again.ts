import { PAID_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

export const pressAgain: DemoStep = {
  title: 'Megan presses Approve again, on a device that still shows the old card',
  async run(context) {
    const before = context.bank.payments
    const { id } = await context.findMessage(PAID_EXPENSE.id)
    const press = await context.emulator.press(id, 'approve')
    return {
      messageId: id,
      checks: [
        expectValue('the service answers', press.status, 200),
        expectValue('with what was recorded', press.actionStatus, 'Recorded.'),
        expectValue('payments made by it', context.bank.payments - before, 0),
      ],
    }
  },
}
