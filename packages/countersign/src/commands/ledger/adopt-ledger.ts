import { userInfo } from 'node:os'
import type { CommandIo } from '../../command/command-io.js'
import { writeJson } from '../../command/write-result.js'
import { isoTime } from './describe-entry.js'
import type { LedgerFlags } from './ledger-flags.js'
import { withLedger } from './with-ledger.js'

export async function adoptLedger(
  io: CommandIo,
  flags: LedgerFlags & { readonly by?: string },
): Promise<void> {
  const by = flags.by ?? userInfo().username
  const birth = await withLedger(io, flags, async (ledger) => {
    await ledger.adopt({ by })
    return ledger.birth()
  })
  if (flags.json) writeJson(io, { ok: true, ...birth, by })
  else io.stdout.write(`Tokens from before ${isoTime(birth.bornAt)} are accepted from now on, by ${by}.\n`)
}
