import { CountersignTypeError } from '@countersign/core/errors'
import type { Ledger } from './ledger.js'

/**
 * Opens the ledger that an address names: `sqlite:FILE` (survives a restart; several processes on one machine may
 * share the file) or `memory:` (gone with the process). FILE is a path, relative to the working directory;
 * `sqlite:FILE?witness=PATH` keeps the ledger's witness elsewhere (see `SqliteLedgerOptions`).
 *
 * Throws `ERR_LEDGER_URL` for any other address, and what `createSqliteLedger` throws.
 */
export async function openLedger(url: string): Promise<Ledger> {
  if (url === 'memory:') {
    const { createMemoryLedger } = await import('./memory/index.js')
    return createMemoryLedger()
  }
  if (url.startsWith('sqlite:')) {
    const [rest = '', witness] = url.slice('sqlite:'.length).split('?witness=', 2)
    const file = readFile(rest)
    const { createSqliteLedger } = await import('./sqlite/index.js')
    return createSqliteLedger(witness === undefined ? { file } : { file, witness: readFile(witness) })
  }
  throw new CountersignTypeError('ERR_LEDGER_URL', 'the ledger address must be sqlite:FILE or memory:')
}

function readFile(rest: string): string {
  if (rest === '' || rest === ':memory:') {
    throw new CountersignTypeError('ERR_LEDGER_URL', 'sqlite: needs a file, e.g. sqlite:./ledger.db')
  }
  if (rest.startsWith('///')) return rest.slice(2)
  // Read as a URL, the first segment would be a host; read as a path, it would lie at the root. Neither is meant.
  if (rest.startsWith('//')) {
    throw new CountersignTypeError('ERR_LEDGER_URL', 'write sqlite:FILE without //, e.g. sqlite:./ledger.db')
  }
  return rest
}
