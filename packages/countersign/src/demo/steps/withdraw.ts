import type { DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

export const withdraw: DemoStep = {
  title: 'An expense is withdrawn; Megan presses all the same',
  async run({ emulator, example }) {
    const before = example.payments()
    await example.sendExpense({ id: '1237', amount: '30.00 EUR', version: 1, to: 'megan@contoso.example' })
    const { id } = await emulator.waitForMessage(({ admission }) => admission.mail.subject.includes('1237'))
    await example.withdraw('1237')
    const press = await emulator.press(id, 'approve')
    return {
      checks: [
        {
          what: 'the service answers',
          found: `${press.status} ${press.actionStatus ?? press.statusText ?? ''}`,
          ok: true,
        },
        expectValue('payments made by it', example.payments() - before, 0),
      ],
    }
  },
}
