import { SIGNED_EXPENSE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoCheck, DemoStep } from '../demo-step.js'

const FAULTS = [
  { fault: 'future-token', code: 'ERR_TOKEN_NOT_YET_VALID' },
  { fault: 'wrong-audience', code: 'ERR_TOKEN_AUDIENCE' },
  { fault: 'unknown-kid', code: 'ERR_ISSUER_KEY_UNKNOWN' },
] as const

export const pressWithBadTokens: DemoStep = {
  title: 'Adele presses, but the token is of the future, for somebody else, or signed by nobody',
  async run(context) {
    const { emulator, service, bank } = context
    const before = bank.payments
    const { id } = await context.findMessage(SIGNED_EXPENSE.id)
    const checks: DemoCheck[] = []
    for (const { fault, code } of FAULTS) {
      const { status, request } = await emulator.press(id, 'approve', { fault })
      checks.push(
        expectValue(`${fault}: the caller is told`, status, 401),
        expectValue(`${fault}: the log says`, await service.codeOf(request.requestId), code),
      )
    }
    return { checks: [...checks, expectValue('payments made by it', bank.payments - before, 0)] }
  },
}
