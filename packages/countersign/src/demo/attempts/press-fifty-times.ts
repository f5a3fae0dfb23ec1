import { PAID_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'

const PRESSES = 50

export const pressFiftyTimes: DemoAttempt = {
  id: 'press-fifty-times',
  title: 'Press 50 times at once',
  explains: `Megan has approved expense ${PAID_EXPENSE.id}, and it was paid. Now both buttons of her card are pressed, ${PRESSES} times at once, each press with a token and a request id of its own.`,
  async run(context) {
    const { emulator, service } = context
    const { id } = await context.findMessage(PAID_EXPENSE.id)
    const presses = await Promise.all(
      Array.from({ length: PRESSES }, (_, index) =>
        emulator.press(id, index % 2 === 0 ? 'approve' : 'reject'),
      ),
    )
    const countOf = (decision: string, status: number): number =>
      presses.filter((press) => press.action === decision && press.status === status).length
    const events = await service.eventsOf(presses.map(({ request }) => request.requestId))
    const refusals = events.filter(({ type }) => type === 'action.refused')
    const [code] = new Set(refusals.map((event) => event.code))
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('Approve, answered with what was recorded (200)', countOf('approve', 200), PRESSES / 2),
        expectValue('Reject, refused (409)', countOf('reject', 409), PRESSES / 2),
        expectValue('because', code, 'ERR_ACTION_DECIDED'),
        expectValue('times that the action ran', events.filter(isRun).length, 0),
      ],
    }
  },
}

function isRun({ type }: { readonly type: string }): boolean {
  return type === 'action.settled' || type === 'action.in-doubt' || type === 'action.released'
}
