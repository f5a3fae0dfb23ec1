import { once } from 'node:events'
import { resolve } from 'node:path'
import type { CommandIo } from '../command/command-io.js'
import { exitCode, type ExitCode } from '../command/exit-code.js'
import { runSafely } from './demo-check.js'
import { describeTunnel } from '../opener/describe-tunnel.js'
import { findDisplayProblem } from '../opener/find-display.js'
import { openPage } from '../opener/open-page.js'
import { playStory } from './play-story.js'
import { writeReport } from './report/write-report.js'
import { startDemo, type Demo } from './start-demo.js'
import { OPENING } from './story.js'
import { Transcript } from './transcript.js'

export interface DemoFlags {
  readonly script?: boolean
  readonly open: boolean
}

const REPORT = 'demo-report.html'
const OWN_SERVICE = 'Your own service: npx countersign init, then npx countersign dev -- node server.js'

/** The demo in the browser until Ctrl-C; with `--script` the story in the terminal, and a report of it. */
export async function runDemo(io: CommandIo, flags: DemoFlags): Promise<ExitCode> {
  const colors = 'isTTY' in io.stdout && io.stdout.isTTY === true && io.env['NO_COLOR'] === undefined
  const transcript = new Transcript(io.stdout, { colors, now: io.now })
  transcript.line('Countersign: sign what you send, verify what comes back, run every action once.')
  return flags.script === true ? runScript(io, transcript) : runPage(io, transcript, flags)
}

async function runScript(io: CommandIo, transcript: Transcript): Promise<ExitCode> {
  const good = await playStory(transcript, io.interrupted)
  const file = resolve(io.cwd, REPORT)
  if (!io.interrupted.aborted) {
    await writeReport(file, { steps: transcript.played, at: new Date(io.now()) })
    transcript.line(`\n${summarize(transcript)}`)
    transcript.line(`Report: ${file}`)
  }
  transcript.line(OWN_SERVICE)
  return good ? exitCode.good : exitCode.refused
}

async function runPage(io: CommandIo, transcript: Transcript, flags: DemoFlags): Promise<ExitCode> {
  const demo = await startDemo({ page: true })
  try {
    if (!(await fillInbox(demo, transcript, io.interrupted))) return exitCode.refused
    const { pageUrl } = demo.context.emulator
    const problem = flags.open ? findDisplayProblem(io.env) : undefined
    const opened = flags.open && problem === undefined && (await openPage(pageUrl))
    transcript.mark(`ready${opened ? ', and open in your browser' : ''}: ${pageUrl}`)
    if (flags.open && !opened) await playWithoutDisplay(io, transcript, { pageUrl, problem })
    if (io.interrupted.aborted) return exitCode.good
    transcript.line('Ctrl-C ends it and leaves nothing behind.')
    transcript.line(OWN_SERVICE)
    await once(io.interrupted, 'abort')
    return exitCode.good
  } finally {
    await demo.close()
  }
}

/** False where it did not come out right, or was interrupted. */
async function fillInbox(demo: Demo, transcript: Transcript, signal: AbortSignal): Promise<boolean> {
  const { emulator, service } = demo.context
  transcript.mark(`the platform runs at ${emulator.url}, mail comes in at port ${String(emulator.smtp.port)}`)
  transcript.mark(`the example service runs as process ${String(service.pid)}`)
  for (const step of OPENING) {
    if (signal.aborted) return false
    const { checks, code } = await runSafely(() => step.run(demo.context))
    const wrong = checks.filter(({ ok }) => !ok)
    transcript.mark(code === undefined ? step.title : `${step.title}: ${code}`, wrong.length === 0)
    for (const { what, found } of wrong) transcript.line(`   ${what}: ${found}`)
    if (wrong.length > 0) return false
  }
  return !signal.aborted
}

/** The same steps in the terminal, with a platform of their own: whoever opens the page finds it as it was. */
async function playWithoutDisplay(
  io: CommandIo,
  transcript: Transcript,
  { pageUrl, problem }: { readonly pageUrl: string; readonly problem: string | undefined },
): Promise<void> {
  transcript.line(`\nNo browser was opened: ${problem ?? 'the program that should have done it failed'}.`)
  transcript.line('From another machine, first:')
  transcript.line(`  ${describeTunnel(pageUrl, io.env)}`)
  transcript.line('and then open the address above there. Meanwhile, the whole story in this terminal:\n')
  await playStory(transcript, io.interrupted)
  if (!io.interrupted.aborted) transcript.line(`\n${summarize(transcript)}\nThe page: ${pageUrl}`)
}

function summarize({ failed, played }: Transcript): string {
  return failed === 0
    ? `All ${played.length} steps came out right.`
    : `${failed} checks did not come out right.`
}
