import type { Command } from 'commander'
import { collect } from '../../command/collect.js'
import type { CommandContext } from '../../command/command-context.js'
import { emulatorOptions } from '../emulator/emulator-command.js'
import type { DevFlags } from './dev-flags.js'

export function addDevCommand(program: Command, { io, setExitCode }: CommandContext): void {
  emulatorOptions(
    program
      .command('dev')
      .description(
        'the emulator around your own service: registers it, makes keys, sets COUNTERSIGN_*, runs it',
      ),
  )
    .argument('<command...>', 'how your service is started, after --')
    .option('--provider <file>', 'a JSON file that describes the provider; every member is optional')
    .option(
      '--port <port>',
      'where your service listens; default: PORT, or else a free port that is set as PORT',
    )
    .option(
      '--target <origin>',
      'an https origin of your action URLs (repeatable); default: every .example host',
      collect,
      [],
    )
    .option('--sender <address>', 'the address your service sends from; default: service@provider.example')
    .option(
      '--profile <profile>',
      'what kind of token your service gets: entra-v1, entra-v2, or substrate, with a channel as CHANNEL_URL',
      'entra-v1',
    )
    .passThroughOptions()
    .action(async (command: string[], flags: DevFlags) => {
      const { runDev } = await import('./run-dev.js')
      setExitCode(await runDev(io, command, flags))
    })
}
