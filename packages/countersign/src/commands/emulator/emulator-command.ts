import type { Command } from 'commander'
import { collect } from '../../command/collect.js'
import type { CommandContext } from '../../command/command-context.js'
import { DEFAULT_DATA_FOLDER } from '../../emulator-client/emulator-client.js'
import type { EmulatorFlags } from './emulator-flags.js'

export const DEFAULT_SMTP_PORT = '2525'
export const DEFAULT_HTTP_PORT = '8787'

export function addEmulatorCommand(program: Command, { io }: CommandContext): void {
  emulatorOptions(
    program
      .command('emulator')
      .description('the platform on this machine: mail in, inbox, cards, tokens, presses'),
  )
    .option(
      '--provider <file>',
      'register the provider that this JSON file describes (repeatable)',
      collect,
      [],
    )
    .action(async (flags: EmulatorFlags) => {
      const { runEmulator } = await import('./run-emulator.js')
      await runEmulator(io, flags)
    })
}

/** What every command that starts an emulator takes. */
export function emulatorOptions(command: Command): Command {
  return command
    .option('--smtp <port>', 'where mail comes in, on 127.0.0.1; 0 is any free port', DEFAULT_SMTP_PORT)
    .option('--http <port>', 'API and issuers, on 127.0.0.1; 0 is any free port', DEFAULT_HTTP_PORT)
    .option('--data <folder>', 'keys, mails and the ledger of this emulator', DEFAULT_DATA_FOLDER)
    .option('--strict', 'ask for DKIM and SPF both where a card is not signed')
    .option('--open', 'open the inbox in your browser')
}
