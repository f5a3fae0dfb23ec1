import { once } from 'node:events'
import { runSafely } from './demo-check.js'
import { startDemo } from './start-demo.js'
import { STORY } from './story.js'
import type { Transcript } from './transcript.js'

/** Plays the whole story with a platform and a service of its own. Returns whether all of it came out right. */
export async function playStory(transcript: Transcript, signal: AbortSignal): Promise<boolean> {
  const { context, close } = await startDemo({ page: false })
  try {
    transcript.line(
      `The platform runs at ${context.emulator.url}, the example service as process ${String(context.service.pid)}.`,
    )
    const interrupted = signal.aborted ? Promise.resolve() : once(signal, 'abort')
    for (const step of STORY) {
      // Ctrl-C does not wait for a step: closing ends whatever it waits for.
      const outcome = await Promise.race([runSafely(() => step.run(context)), interrupted])
      if (signal.aborted || outcome === undefined || Array.isArray(outcome)) return false
      transcript.step(step, outcome)
    }
    return transcript.failed === 0
  } finally {
    await close()
  }
}
