import type { Command } from 'commander'
import type { CommandContext } from '../../command/command-context.js'
import { adoptLedger } from './adopt-ledger.js'
import { listLedger } from './list-ledger.js'
import { pruneLedger } from './prune-ledger.js'
import { resolveEntry } from './resolve-entry.js'
import { showEntry } from './show-entry.js'
import type { LedgerFlags, ListLedgerFlags, ResolveEntryFlags } from './ledger-flags.js'

export function addLedgerCommands(program: Command, { io, setExitCode }: CommandContext): void {
  const ledger = program.command('ledger').description('the record that makes every action run once')
  const command = (name: string, description: string): Command =>
    ledger
      .command(name)
      .description(description)
      .option('--ledger <url>', 'sqlite:FILE[?witness=PATH]; default: COUNTERSIGN_LEDGER')
      .option('--json', 'the result as JSON')
  command('list', 'entries, newest first')
    .option('--state <state>', 'running, in-doubt or settled')
    .option('--kind <kind>', 'only entries of this kind')
    .option('--item <item>', 'only entries of this item')
    .option('--limit <n>', 'at most so many', '100')
    .action((flags: ListLedgerFlags) => listLedger(io, flags))
  command('show', 'one entry, with the answer that was recorded')
    .argument('<key>', "the entry's key, or its first characters")
    .action((key: string, flags: LedgerFlags) => showEntry(io, key, flags))
  command('resolve', 'end a doubt: say whether the action happened')
    .argument('<key>', "the entry's key, or its first characters")
    .requiredOption(
      '--as <outcome>',
      'done: it happened, never run it again; not-done: it did not, it may run',
    )
    .option('--by <name>', 'who says so, for the audit trail; default: the user name')
    .action(async (key: string, flags: ResolveEntryFlags) => setExitCode(await resolveEntry(io, key, flags)))
  command(
    'adopt',
    "accept tokens from before this ledger's birth: say so only when no earlier record was lost",
  )
    .option('--by <name>', 'who says so, for the audit trail; default: the user name')
    .action((flags: LedgerFlags & { readonly by?: string }) => adoptLedger(io, flags))
  command('prune', 'drop settled entries of items that have closed').action((flags: LedgerFlags) =>
    pruneLedger(io, flags),
  )
}
