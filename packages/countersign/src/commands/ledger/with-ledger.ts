import { existsSync, realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { CountersignError } from '@countersign/core'
import { openLedger, type Ledger } from '@countersign/ledger'
import type { CommandIo } from '../../command/command-io.js'
import type { LedgerFlags } from './ledger-flags.js'

const SQLITE = 'sqlite:'

export interface WithLedgerOptions {
  /** Opens a ledger whose witness is lost, too: it then counts as put back. */
  readonly newWitness?: boolean
}

/** Opens the ledger that the flags or the environment name, and closes it whatever happens. */
export async function withLedger<T>(
  io: CommandIo,
  flags: LedgerFlags,
  use: (ledger: Ledger) => Promise<T>,
  options: WithLedgerOptions = {},
): Promise<T> {
  const url = flags.ledger ?? io.env['COUNTERSIGN_LEDGER']
  if (url === undefined || url === '') {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      'Which ledger? Give --ledger sqlite:FILE[?witness=PATH], or set COUNTERSIGN_LEDGER.',
    )
  }
  if (!url.startsWith(SQLITE)) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      `"${url}" lives inside another process: only sqlite:FILE can be opened here.`,
    )
  }
  const ledger = await openLedger(findLedger(io, url, options.newWitness === true))
  try {
    return await use(ledger)
  } finally {
    await ledger.close()
  }
}

/** The same address with whole paths, so that it means the folder that the command was called in. */
function findLedger(io: CommandIo, url: string, newWitness: boolean): string {
  const [path = '', witnessPath] = url.slice(SQLITE.length).split('?witness=', 2)
  const file = resolve(io.cwd, path)
  // Opening would make a new, empty ledger: to a reader that is a mistake in the path, not a result.
  if (path === '' || !existsSync(file) || statSync(file).size === 0)
    throw new CountersignError('ERR_COMMAND_FILE', `There is no ledger at ${file}.`)
  const witness = witnessPath === undefined ? `${realpathSync(file)}-witness` : resolve(io.cwd, witnessPath)
  // By a new witness the ledger would count as put back, and refuse the cards that are out: no reader's to do.
  if (!newWitness && !existsSync(witness)) {
    throw new CountersignError(
      'ERR_COMMAND_FILE',
      `The ledger has no witness at ${witness}: give the address that the service has, with its ?witness=PATH. ` +
        'If the witness is lost, countersign ledger adopt makes a new one.',
    )
  }
  return `${SQLITE}${file}${witnessPath === undefined ? '' : `?witness=${witness}`}`
}
