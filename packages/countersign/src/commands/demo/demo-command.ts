import type { Command } from 'commander'
import type { CommandContext } from '../../command/command-context.js'
import { exitCode } from '../../command/exit-code.js'
import { Transcript } from '../../demo/transcript.js'
import { runStory } from '../../demo/run-story.js'

export function addDemoCommand(program: Command, { io, setExitCode }: CommandContext): void {
  program
    .command('demo')
    .description('emulator, example service and inbox on this machine, nothing to configure')
    .option('--script', 'play the whole story in the terminal; exit 0 only if all of it came out right')
    .action(async () => {
      const colors = 'isTTY' in io.stdout && io.stdout.isTTY === true && io.env['NO_COLOR'] === undefined
      const transcript = new Transcript(io.stdout, { colors, now: io.now })
      transcript.line('Countersign: sign what you send, verify what comes back, run every action once.')
      const good = await runStory(transcript, io.interrupted)
      transcript.line(
        good
          ? `\nAll ${transcript.steps} steps came out right.`
          : `\n${transcript.failed} checks did not come out right.`,
      )
      transcript.line('Your own service: npx countersign init, then npx countersign dev -- node server.js')
      setExitCode(good ? exitCode.good : exitCode.refused)
    })
}
