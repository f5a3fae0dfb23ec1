import { userInfo } from 'node:os'
import type { Ledger, LedgerBirth } from '@countersign/ledger'
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
  const adopt = async (ledger: Ledger): Promise<LedgerBirth> => {
    await ledger.adopt({ by })
    return ledger.birth()
  }
  const birth = await withLedger(io, flags, adopt, { newWitness: true })
  if (flags.json) writeJson(io, { ok: true, ...birth, by })
  else io.stdout.write(`Tokens from before ${isoTime(birth.bornAt)} are accepted from now on, by ${by}.\n`)
}
