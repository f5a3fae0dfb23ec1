import { renderCardText } from '@countersign/core'
import { ADELE, CHANNEL_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

export const pressInChannel: DemoStep = {
  title: 'Adele, who is on the list, approves it there',
  async run(context) {
    const { emulator, bank } = context
    const before = bank.payments
    const { id } = await context.findMessage(CHANNEL_EXPENSE.id)
    const press = await emulator.press(id, 'approve', { as: ADELE })
    const { profile, claims } = press.request.token
    return {
      messageId: id,
      checks: [
        expectValue('action token', profile, 'substrate-connector'),
        expectValue('its subject is her object id', claims['sub'] === claims['oid'], true),
        expectValue('it names a sender', 'sender' in claims, false),
        expectValue('the service answers', press.status, 200),
        expectValue('Teams is told', press.actionStatus, 'Recorded.'),
        expectValue('the card is refreshed', press.refreshedCard !== undefined, true),
        expectValue('payments made by it', bank.payments - before, 1),
      ],
      ...(press.refreshedCard && { picture: renderCardText(press.refreshedCard) }),
    }
  },
}
