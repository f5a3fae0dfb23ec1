import { ALEX, CHANNEL_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'

export const pressInChannelUnlisted: DemoAttempt = {
  id: 'press-in-channel-unlisted',
  title: 'Press in the channel as somebody not listed',
  explains:
    "Alex is in the channel, sees the card as everybody there does, and presses Approve, with a genuine token of the service's own tenant. He is not on the list of those who may.",
  async run(context) {
    const { emulator, service } = context
    const { id } = await context.findMessage(CHANNEL_EXPENSE.id)
    const press = await emulator.press(id, 'approve', { as: ALEX })
    const code = await service.codeOf(press.request.requestId)
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('the token is', press.request.token.profile, 'substrate-connector'),
        expectValue('the service answers', press.status, 403),
        expectValue('because', code, 'ERR_ACTION_FORBIDDEN'),
        { what: 'Alex is told', found: press.statusText ?? '', ok: press.statusText !== undefined },
      ],
    }
  },
}
