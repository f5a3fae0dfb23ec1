import type { DemoCheck, DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

const FAULTS = [
  { fault: 'expired-token', code: 'ERR_TOKEN_EXPIRED' },
  { fault: 'future-token', code: 'ERR_TOKEN_NOT_YET_VALID' },
  { fault: 'wrong-audience', code: 'ERR_TOKEN_AUDIENCE' },
  { fault: 'unknown-kid', code: 'ERR_ISSUER_KEY_UNKNOWN' },
] as const

export const pressWithBadTokens: DemoStep = {
  title: 'Adele presses, but the token is expired, of the future, for somebody else, or signed by nobody',
  async run({ emulator, example }) {
    const checks: DemoCheck[] = []
    for (const { fault, code } of FAULTS) {
      const { status } = await emulator.press(1, 'approve', { fault })
      checks.push(
        expectValue(`${fault}: the caller is told`, status, 401),
        expectValue(`${fault}: the log says`, example.lastRefusal(), code),
      )
    }
    return { checks: [...checks, expectValue('payments made', example.payments(), 0)] }
  },
}
