import { Command, CommanderError } from 'commander'
import type { CommandContext } from './command/command-context.js'
import type { CommandIo } from './command/command-io.js'
import { exitCode } from './command/exit-code.js'
import { reportError } from './command/report-error.js'
import { addCardCommands } from './commands/card/card-commands.js'
import { addDemoCommand } from './commands/demo/demo-command.js'
import { addDevCommand } from './commands/dev/dev-command.js'
import { addEmulatorCommand } from './commands/emulator/emulator-command.js'
import { addInboxCommands } from './commands/inbox/inbox-commands.js'
import { addInitCommand } from './commands/init/init-command.js'
import { addKeyCommands } from './commands/key/key-commands.js'
import { addLedgerCommands } from './commands/ledger/ledger-commands.js'
import { addLimitedTokenCommands } from './commands/limited-token/limited-token-commands.js'
import { addTokenCommands } from './commands/token/token-commands.js'
import { packageVersion } from './package-version.js'

/** Runs one command line (without `node` and the script's name) and returns the exit code. Never throws. */
export async function runProgram(argv: readonly string[], io: CommandIo): Promise<number> {
  let code: number = exitCode.good
  const context: CommandContext = { io, setExitCode: (value) => (code = value) }
  const program = createProgram(context)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.good : exitCode.usage
    return reportError(io, error, argv.includes('--json') || argv.includes('--batch'))
  }
}

function createProgram(context: CommandContext): Command {
  const { io } = context
  const program = new Command('countersign')
    .description('Sign what you send, verify what comes back, run every action once.')
    .version(packageVersion())
    .enablePositionalOptions()
    .showHelpAfterError('(countersign --help lists the commands)')
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .exitOverride()
  for (const add of [
    addDemoCommand,
    addDevCommand,
    addInitCommand,
    addEmulatorCommand,
    addInboxCommands,
    addKeyCommands,
    addCardCommands,
    addTokenCommands,
    addLimitedTokenCommands,
    addLedgerCommands,
  ]) {
    add(program, context)
  }
  return program
}
