import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isCodedError } from '@countersign/core'
import { withEmulator } from '@countersign/emulator'
import { registerService } from '../testing/register-service.js'
import type { DemoContext } from './demo-context.js'
import type { DemoOutcome, DemoStep } from './demo-step.js'
import { listenExampleService } from './example-service.js'
import { approve, approveAgain, rejectAfterwards } from './steps/approve.js'
import { changeAfterSending } from './steps/change-after-sending.js'
import { dieInMidAction } from './steps/die-in-mid-action.js'
import { forgeMail } from './steps/forge-mail.js'
import { pressAsAlex } from './steps/press-as-alex.js'
import { pressAtOnce } from './steps/press-at-once.js'
import { pressWithBadTokens } from './steps/press-with-bad-tokens.js'
import { sendCard } from './steps/send-card.js'
import { withdraw } from './steps/withdraw.js'
import type { Transcript } from './transcript.js'

export const STORY: readonly DemoStep[] = [
  sendCard,
  forgeMail,
  pressAsAlex,
  pressWithBadTokens,
  approve,
  approveAgain,
  rejectAfterwards,
  pressAtOnce,
  changeAfterSending,
  withdraw,
  dieInMidAction,
]

/** Plays the whole story with a real emulator and a real service, each on a port of its own. Returns whether all came out right. */
export async function runStory(transcript: Transcript, signal: AbortSignal): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-demo-'))
  const listening = await listenExampleService()
  let example: DemoContext['example'] | undefined
  try {
    await withEmulator(async (emulator) => {
      const env = await registerService(emulator, { url: listening.url })
      example = listening.start({ ...env, COUNTERSIGN_LEDGER: `sqlite:${join(folder, 'ledger.db')}` })
      transcript.line(`The platform runs at ${emulator.url}, the example service at ${listening.url}.`)
      for (const step of STORY) {
        if (signal.aborted) return
        transcript.step(step, await runStep(step, { emulator, example }))
      }
    })
  } finally {
    await (example ?? listening).close()
    await rm(folder, { recursive: true, force: true })
  }
  return !signal.aborted && transcript.failed === 0
}

/** A step that throws has not come out right, and the next ones still run. */
async function runStep(step: DemoStep, context: DemoContext): Promise<DemoOutcome> {
  try {
    return await step.run(context)
  } catch (error) {
    const found = isCodedError(error) ? `${error.code}: ${error.message}` : String(error)
    return { checks: [{ what: 'the step failed', found, ok: false }] }
  }
}
