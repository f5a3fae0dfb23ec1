import { listCardButtons, type OutlookCard } from '@countersign/core'
import { PAID_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'

export const replayCall: DemoAttempt = {
  id: 'replay-call',
  title: 'Replay the HTTP call',
  explains:
    'Somebody has recorded the call that the platform made, with its genuine token, and sends it to the service again: byte for byte, and then to the URL of the other button.',
  async run(context) {
    const { emulator, service, tap } = context
    const { id, mailCard } = await context.findMessage(PAID_EXPENSE.id)
    const { request } = await emulator.press(id, 'approve')
    const call = tap.callOf(request.requestId)
    const again = await tap.send(call)
    const other = await tap.send({ ...call, path: pathOf(mailCard, 'reject') })
    const events = await service.eventsOf([request.requestId])
    const code = events.findLast(({ type }) => type === 'action.refused')?.code
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('byte for byte, the service answers', again.status, 200),
        expectValue('with what was recorded', again.actionStatus, 'Recorded.'),
        expectValue("to the other button's URL, it answers", other.status, 409),
        expectValue('because', code, 'ERR_ACTION_DECIDED'),
        expectValue(
          'times that the action ran',
          events.filter(({ type }) => type === 'action.settled').length,
          0,
        ),
      ],
    }
  },
}

/** Path and query of a button's URL. */
function pathOf(card: OutlookCard | undefined, id: string): string {
  const buttons = card === undefined ? [] : listCardButtons(card)
  const actions = buttons.map(({ action }) => action as { readonly id?: unknown; readonly url?: unknown })
  const url = new URL(String(actions.find((action) => action.id === id)?.url))
  return url.pathname + url.search
}
