import { UNLUCKY_EXPENSE } from '../example-service.js'
import type { DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

export const dieInMidAction: DemoStep = {
  title: 'The handler dies in mid-action: nobody knows whether the money went out',
  async run({ emulator, example }) {
    const before = example.payments()
    await example.sendExpense({
      id: UNLUCKY_EXPENSE,
      amount: '13.00 EUR',
      version: 1,
      to: 'adele@contoso.example',
    })
    const { id } = await emulator.waitForMessage(({ admission }) =>
      admission.mail.subject.includes(UNLUCKY_EXPENSE),
    )
    await emulator.press(id, 'approve')
    const again = await emulator.press(id, 'approve')
    const doubts = example.events.filter(({ type }) => type === 'action.in-doubt').length
    return {
      checks: [
        expectValue('the ledger holds a doubt', doubts, 1),
        {
          what: 'a second press is not run',
          found: `${again.status} ${again.statusText ?? ''}`,
          ok: again.status >= 400,
        },
        expectValue('payments made by it', example.payments() - before, 0),
        {
          what: 'a person ends the doubt with',
          found: 'countersign ledger resolve KEY --as done|not-done',
          ok: true,
        },
      ],
    }
  },
}
