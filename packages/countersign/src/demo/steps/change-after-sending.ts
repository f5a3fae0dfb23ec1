import type { DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

export const changeAfterSending: DemoStep = {
  title: 'An expense changes after the mail went out; Adele presses the old card',
  async run({ emulator, example }) {
    const before = example.payments()
    await example.sendExpense({ id: '1236', amount: '9.00 EUR', version: 1, to: 'adele@contoso.example' })
    const { id } = await emulator.waitForMessage(({ admission }) => admission.mail.subject.includes('1236'))
    await example.sendExpense({ id: '1236', amount: '9,000.00 EUR', version: 2, to: 'adele@contoso.example' })
    const press = await emulator.press(id, 'approve')
    return {
      checks: [
        {
          what: 'the service answers',
          found: `${press.status} ${press.actionStatus ?? press.statusText ?? ''}`,
          ok: true,
        },
        expectValue(
          'she is shown the expense as it is now',
          JSON.stringify(press.refreshedCard).includes('9,000.00 EUR'),
          true,
        ),
        expectValue('payments made by it', example.payments() - before, 0),
      ],
    }
  },
}
