import type { Command } from 'commander'
import type { CommandContext } from '../../command/command-context.js'
import type { DemoFlags } from '../../demo/run-demo.js'

export function addDemoCommand(program: Command, { io, setExitCode }: CommandContext): void {
  program
    .command('demo')
    .description('emulator, example service and inbox on this machine, nothing to configure')
    .option(
      '--script',
      'play the whole story in the terminal and write demo-report.html; exit 0 only if all of it came out right',
    )
    .option('--no-open', 'print the address of the page, open no browser')
    .action(async (flags: DemoFlags) => {
      const { runDemo } = await import('../../demo/run-demo.js')
      setExitCode(await runDemo(io, flags))
    })
}
