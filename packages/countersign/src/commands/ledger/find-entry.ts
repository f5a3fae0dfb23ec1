import { CountersignError } from '@countersign/core'
import type { Ledger, LedgerEntry } from '@countersign/ledger'

const SEARCHED = 10_000

/** The one entry whose key is, or starts with, what was given. Throws `ERR_COMMAND_USAGE` for none or several. */
export async function findEntry(ledger: Ledger, key: string): Promise<LedgerEntry> {
  const exact = await ledger.find(key)
  if (exact) return exact
  const found = (await ledger.list({ limit: SEARCHED })).filter((entry) => entry.key.startsWith(key))
  const [only] = found
  if (only && found.length === 1) return only
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    found.length === 0
      ? `No entry has the key "${key}".`
      : `${found.length} entries have a key that starts with "${key}": give more of it.`,
  )
}
