import { SIGNED_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'

export const expireToken: DemoAttempt = {
  id: 'expire-token',
  title: 'Expire the token',
  explains: 'Adele presses, but the token that the platform signed for her expired an hour ago.',
  async run(context) {
    const { emulator, service } = context
    const { id } = await context.findMessage(SIGNED_EXPENSE.id)
    const press = await emulator.press(id, 'approve', { fault: 'expired-token' })
    const code = await service.codeOf(press.request.requestId)
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        expectValue('the service answers', press.status, 401),
        expectValue('because', code, 'ERR_TOKEN_EXPIRED'),
      ],
    }
  },
}
