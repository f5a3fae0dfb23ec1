import type { AttemptResult } from '@countersign/emulator'
import type { DemoContext } from '../demo-context.js'
import { runSafely } from '../demo-check.js'
import type { DemoAttempt, DemoOutcome } from '../demo-step.js'

type CountedOutcome = DemoOutcome & Pick<AttemptResult, 'paymentsBefore' | 'paymentsAfter'>

/** Makes one attempt, and looks whether money went out. It must not have. */
export async function runCounted(attempt: DemoAttempt, context: DemoContext): Promise<CountedOutcome> {
  const paymentsBefore = context.bank.payments
  const outcome = await runSafely(() => attempt.run(context))
  const paymentsAfter = context.bank.payments
  const counter = {
    what: 'payments made',
    found: `${paymentsBefore} before, ${paymentsAfter} after`,
    ok: paymentsAfter === paymentsBefore,
  }
  return { ...outcome, checks: [...outcome.checks, counter], paymentsBefore, paymentsAfter }
}

/** The same, as the page shows it. */
export async function runAttempt(attempt: DemoAttempt, context: DemoContext): Promise<AttemptResult> {
  const { checks, code, messageId, paymentsBefore, paymentsAfter } = await runCounted(attempt, context)
  return {
    id: attempt.id,
    ok: checks.every(({ ok }) => ok),
    ...(code !== undefined && { code }),
    checks,
    paymentsBefore,
    paymentsAfter,
    ...(messageId !== undefined && { messageId }),
  }
}
