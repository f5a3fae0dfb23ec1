import { CountersignError } from '@countersign/core'
import type { EntryState } from '@countersign/ledger'
import type { CommandIo } from '../../command/command-io.js'
import { writeJson } from '../../command/write-result.js'
import { describeEntry } from './describe-entry.js'
import type { ListLedgerFlags } from './ledger-flags.js'
import { withLedger } from './with-ledger.js'

const STATES: readonly EntryState[] = ['running', 'in-doubt', 'settled']
const MAX_LIMIT = 10_000

export async function listLedger(io: CommandIo, flags: ListLedgerFlags): Promise<void> {
  const state = STATES.find((known) => known === flags.state)
  if (flags.state !== undefined && state === undefined) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      `There is no state "${flags.state}": use ${STATES.join(', ')}.`,
    )
  }
  const limit = Number(flags.limit ?? 100)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new CountersignError('ERR_COMMAND_USAGE', `--limit takes 1 to ${MAX_LIMIT}.`)
  }
  const entries = await withLedger(io, flags, (ledger) =>
    ledger.list({
      limit,
      ...(state !== undefined && { state }),
      ...(flags.kind !== undefined && { kind: flags.kind }),
      ...(flags.item !== undefined && { item: flags.item }),
    }),
  )
  if (flags.json) writeJson(io, { ok: true, entries })
  else if (entries.length === 0) io.stderr.write('No entries.\n')
  else for (const entry of entries) io.stdout.write(`${describeEntry(entry)}\n`)
}
