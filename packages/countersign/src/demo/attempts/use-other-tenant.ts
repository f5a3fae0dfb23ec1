import { SIGNED_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'

export const useOtherTenant: DemoAttempt = {
  id: 'use-other-tenant',
  title: 'Send a token of another tenant',
  explains:
    "Grady works for Fabrikam. He sends the action with a genuine token of his own tenant; the service allows Contoso's only.",
  async run(context) {
    const { emulator, service } = context
    const { id } = await context.findMessage(SIGNED_EXPENSE.id)
    const press = await emulator.press(id, 'approve', { as: 'grady' })
    const code = await service.codeOf(press.request.requestId)
    return {
      messageId: id,
      ...(code !== undefined && { code }),
      checks: [
        {
          what: 'the token is from',
          found: String(press.request.token.claims['iss']),
          ok: press.actor.alias === 'grady',
        },
        expectValue('the service answers', press.status, 401),
        expectValue('because', code, 'ERR_TOKEN_TENANT'),
      ],
    }
  },
}
