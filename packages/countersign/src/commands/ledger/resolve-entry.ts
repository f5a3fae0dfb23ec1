import { userInfo } from 'node:os'
import { CountersignError } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { exitCode, type ExitCode } from '../../command/exit-code.js'
import { writeJson } from '../../command/write-result.js'
import { findEntry } from './find-entry.js'
import type { ResolveEntryFlags } from './ledger-flags.js'
import { withLedger } from './with-ledger.js'

export async function resolveEntry(io: CommandIo, key: string, flags: ResolveEntryFlags): Promise<ExitCode> {
  const outcome = flags.as
  if (outcome !== 'done' && outcome !== 'not-done') {
    throw new CountersignError('ERR_COMMAND_USAGE', `--as takes done or not-done; it was "${outcome}".`)
  }
  const by = flags.by ?? userInfo().username
  const { entry, resolved } = await withLedger(io, flags, async (ledger) => {
    const found = await findEntry(ledger, key)
    return { entry: found, resolved: await ledger.resolve(found.key, outcome, { by }) }
  })
  if (flags.json) writeJson(io, { ok: resolved, key: entry.key, outcome, by })
  else if (resolved)
    io.stdout.write(`${entry.label.kind}/${entry.label.item} is resolved as ${outcome}, by ${by}.\n`)
  else
    io.stderr.write(
      `${entry.label.kind}/${entry.label.item} is ${entry.state}, not in doubt: nothing was changed.\n`,
    )
  return resolved ? exitCode.good : exitCode.refused
}
