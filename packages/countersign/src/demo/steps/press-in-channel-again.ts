import { ADELE, CHANNEL_EXPENSE, MEGAN } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

export const pressInChannelAgain: DemoStep = {
  title: 'Adele presses there once more, and then Megan, who is on the list as well, presses Reject',
  async run(context) {
    const { emulator, service, bank } = context
    const before = bank.payments
    const { id } = await context.findMessage(CHANNEL_EXPENSE.id)
    const again = await emulator.press(id, 'approve', { as: ADELE })
    const other = await emulator.press(id, 'reject', { as: MEGAN })
    const code = await service.codeOf(other.request.requestId)
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('Adele is answered', again.status, 200),
        expectValue('with what was recorded', again.actionStatus, 'Recorded.'),
        expectValue('Megan is too late, because', code, 'ERR_ACTION_DECIDED'),
        { what: 'she is told', found: other.actionStatus ?? '', ok: other.actionStatus !== undefined },
        expectValue('payments made by it', bank.payments - before, 0),
      ],
    }
  },
}
