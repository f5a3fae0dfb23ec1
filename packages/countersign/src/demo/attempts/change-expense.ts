import { renderCardText } from '@countersign/core'
import { ADELE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'

const SHOWN = '9.00 EUR'
const CHANGED = '9,000.00 EUR'

export const changeExpense: DemoAttempt = {
  id: 'change-expense',
  title: 'Change the expense after the mail went out',
  explains: `Adele gets a card that shows ${SHOWN}. The expense is changed to ${CHANGED}, and then she presses Approve on the card that she has seen.`,
  async run(context) {
    const { emulator, service } = context
    const { id, item } = await context.sendNewExpense(ADELE, SHOWN)
    await service.sendExpense({ id: item, amount: CHANGED, version: 2, to: ADELE })
    const press = await emulator.press(id, 'approve')
    const code = await service.codeOf(press.request.requestId)
    const { refreshedCard } = press
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('nothing is done, because', code, 'ERR_ACTION_SUPERSEDED'),
        { what: 'the service answers', found: `${press.status} ${press.actionStatus ?? ''}`, ok: true },
        expectValue(
          'she is shown the expense as it is now',
          JSON.stringify(refreshedCard ?? {}).includes(CHANGED),
          true,
        ),
      ],
      ...(refreshedCard && { picture: renderCardText(refreshedCard) }),
    }
  },
}
