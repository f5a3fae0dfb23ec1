import type { Command } from 'commander'
import { collect } from '../../command/collect.js'
import type { CommandContext } from '../../command/command-context.js'
import { mintLimitedToken } from './mint-limited-token.js'
import { openLimitedToken } from './open-limited-token.js'
import type { LimitedTokenFlags, MintLimitedTokenFlags } from './limited-token-flags.js'

export function addLimitedTokenCommands(program: Command, { io }: CommandContext): void {
  const limited = program
    .command('limited-token')
    .description('limited-purpose tokens: what the service seals into its own action URLs')
  const shared = (command: Command): Command =>
    command
      .option(
        '--keys <file>',
        'the root keys; default: COUNTERSIGN_LIMITED_KEYS or COUNTERSIGN_LIMITED_KEYS_FILE',
      )
      .requiredOption(
        '--service <name>',
        'the service that seals and opens: its originator unless configured otherwise',
      )
      .option('--at <time>', 'as of this time: ISO 8601, or seconds since 1970')
      .option('--json', 'the result as JSON')
  shared(limited.command('mint').description('seal a limited-purpose token'))
    .option('--purpose <purpose>', 'act, read or link', 'act')
    .requiredOption('--kind <kind>', 'the kind of item')
    .requiredOption('--item <item>', 'the item')
    .option('--item-version <n>', "the item's version", '0')
    .option('--decision <decision>', 'the decision of the button (purpose act)')
    .requiredOption('--actor <actor>', 'an address, or TENANT/OBJECTID (repeatable, at most 8)', collect, [])
    .requiredOption('--originator <guid>', "the provider's id")
    .option('--sender <address>', 'the sender of the mail')
    .option('--correlation-id <id>', "the card's correlation id")
    .option('--expires-in <duration>', 'e.g. 30m, 12h, 14d', '1h')
    .action((flags: MintLimitedTokenFlags) => mintLimitedToken(io, flags))
  shared(limited.command('open').description('open a limited-purpose token and show what it holds'))
    .argument('<file>', 'the token; - is stdin')
    .action((file: string, flags: LimitedTokenFlags) => openLimitedToken(io, file, flags))
}
