import { renderCardText } from '@countersign/core'
import { CHANNEL, CHANNEL_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

export const postToChannel: DemoStep = {
  title: `It posts an expense to the Teams channel ${CHANNEL}`,
  async run(context) {
    const { id, mailbox, admission, messageCards } = await context.postExpense(CHANNEL_EXPENSE)
    const card = messageCards?.card
    return {
      messageId: id,
      checks: [
        expectValue('it stands in', mailbox, `channel:${CHANNEL}`),
        expectValue('the card is', admission.outcome, 'shown'),
        expectValue('it is a', card?.['@type'], 'MessageCard'),
      ],
      ...(card && { picture: renderCardText(card) }),
    }
  },
}
