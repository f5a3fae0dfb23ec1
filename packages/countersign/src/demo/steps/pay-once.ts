import { renderCardText } from '@countersign/core'
import { MEGAN, PAID_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

/** The one payment that the attempts try to repeat. It is Megan's, so that Adele's cards are all still open. */
export const payOnce: DemoStep = {
  title: 'Megan approves an expense of hers, and it is paid',
  async run(context) {
    const { emulator, bank } = context
    const { id } = await context.sendExpense({ ...PAID_EXPENSE, to: MEGAN })
    const press = await emulator.press(id, 'approve')
    const { kid, profile, claims } = press.request.token
    return {
      messageId: id,
      checks: [
        { what: 'action token', found: `${profile}, key ${kid}, issuer ${String(claims['iss'])}`, ok: true },
        expectValue('the service answers', press.status, 200),
        expectValue('Outlook is told', press.actionStatus, 'Recorded.'),
        expectValue('the card is refreshed', press.refreshedCard !== undefined, true),
        expectValue('payments made', bank.payments, 1),
      ],
      ...(press.refreshedCard && { picture: renderCardText(press.refreshedCard) }),
    }
  },
}
