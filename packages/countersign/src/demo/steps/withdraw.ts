import { MEGAN } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

export const withdraw: DemoStep = {
  title: 'An expense is withdrawn; Megan presses all the same',
  async run(context) {
    const { emulator, service, bank } = context
    const before = bank.payments
    const { id, item } = await context.sendNewExpense(MEGAN, '30.00 EUR')
    await service.withdraw(item)
    const press = await emulator.press(id, 'approve')
    const code = await service.codeOf(press.request.requestId)
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('nothing is done, because', code, 'ERR_ACTION_WITHDRAWN'),
        expectValue('payments made by it', bank.payments - before, 0),
      ],
    }
  },
}
