import { isCodedError } from '@countersign/core'
import type { MailboxMessage } from '@countersign/emulator'
import type { DemoCheck, DemoOutcome } from './demo-step.js'

/** A check that a value is exactly what it should be. */
export function expectValue(
  what: string,
  found: string | number | boolean | undefined,
  wanted: typeof found,
): DemoCheck {
  const ok = found === wanted
  return { what, found: ok ? String(found) : `${String(found)}, but it should be ${String(wanted)}`, ok }
}

/** Every finding that withholds a card, in the platform's own words where it has some. */
export function showErrors({ admission }: MailboxMessage): readonly DemoCheck[] {
  return admission.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, vendorText }) => ({ what: code, found: vendorText ?? message, ok: true }))
}

export function hasFinding({ admission }: MailboxMessage, code: string): boolean {
  return admission.findings.some((finding) => finding.code === code)
}

/** A step that throws has not come out right, and whatever comes next can still run. */
export async function runSafely(run: () => Promise<DemoOutcome>): Promise<DemoOutcome> {
  try {
    return await run()
  } catch (error) {
    const found = isCodedError(error) ? `${error.code}: ${error.message}` : String(error)
    return { checks: [{ what: 'the step failed', found, ok: false }] }
  }
}
