import { ADELE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'

export const killService: DemoAttempt = {
  id: 'kill-service',
  title: 'Kill the service in mid-action',
  explains:
    "Adele presses Approve. While the service's order is on its way to the bank, its process gets a SIGKILL. It is started again on the same ledger, and she presses once more.",
  async run(context) {
    const { emulator, service, bank } = context
    const { id, item } = await context.sendNewExpense(ADELE, '13.00 EUR')
    const killed = service.pid
    bank.interruptNext(item, () => service.kill())
    const first = await emulator.press(id, 'approve')
    await service.startAgain()
    const second = await emulator.press(id, 'approve')
    const code = await service.codeOf(second.request.requestId)
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('the first press gets no answer', first.failure, 'unreachable'),
        {
          what: 'the service runs again',
          found: `process ${String(service.pid)} in place of ${String(killed)}`,
          ok: service.pid !== killed,
        },
        expectValue('the second press is not run', second.status, 409),
        expectValue('because', code, 'ERR_ACTION_IN_DOUBT'),
        { what: 'Adele is told', found: second.statusText ?? '', ok: second.statusText !== undefined },
        {
          what: 'a person ends the doubt with',
          found: 'countersign ledger resolve KEY --as done|not-done',
          ok: true,
        },
      ],
    }
  },
}
