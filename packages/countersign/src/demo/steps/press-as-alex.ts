import type { DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

export const pressAsAlex: DemoStep = {
  title: "Alex, to whom the card was not sent, presses Adele's button with a genuine token of his own",
  async run({ emulator, example }) {
    const press = await emulator.press(1, 'approve', { as: 'alex' })
    return {
      checks: [
        expectValue('the service answers', press.status, 403),
        expectValue('its log says', example.lastRefusal(), 'ERR_ACTION_FORBIDDEN'),
        expectValue('payments made', example.payments(), 0),
      ],
    }
  },
}
