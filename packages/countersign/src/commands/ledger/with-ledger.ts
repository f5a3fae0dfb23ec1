import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { CountersignError } from '@countersign/core'
import { openLedger, type Ledger } from '@countersign/ledger'
import type { CommandIo } from '../../command/command-io.js'
import type { LedgerFlags } from './ledger-flags.js'

const SQLITE = 'sqlite:'

/** Opens the ledger that the flags or the environment name, and closes it whatever happens. */
export async function withLedger<T>(
  io: CommandIo,
  flags: LedgerFlags,
  use: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  const url = flags.ledger ?? io.env['COUNTERSIGN_LEDGER']
  if (url === undefined || url === '') {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      'Which ledger? Give --ledger sqlite:FILE, or set COUNTERSIGN_LEDGER.',
    )
  }
  if (!url.startsWith(SQLITE)) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      `"${url}" lives inside another process: only sqlite:FILE can be opened here.`,
    )
  }
  const file = resolve(io.cwd, url.slice(SQLITE.length))
  // Opening would make a new, empty ledger: to a reader that is a mistake in the path, not a result.
  if (url === SQLITE || !existsSync(file) || statSync(file).size === 0)
    throw new CountersignError('ERR_COMMAND_FILE', `There is no ledger at ${file}.`)
  const ledger = await openLedger(`${SQLITE}${file}`)
  try {
    return await use(ledger)
  } finally {
    await ledger.close()
  }
}
