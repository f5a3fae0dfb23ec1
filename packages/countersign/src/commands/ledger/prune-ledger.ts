import type { CommandIo } from '../../command/command-io.js'
import { writeJson } from '../../command/write-result.js'
import type { LedgerFlags } from './ledger-flags.js'
import { withLedger } from './with-ledger.js'

const STEP = 10_000

/** In steps, so that a service that shares the file is never blocked for long. */
export async function pruneLedger(io: CommandIo, flags: LedgerFlags): Promise<void> {
  let dropped = 0
  await withLedger(io, flags, async (ledger) => {
    for (;;) {
      const step = await ledger.prune({ limit: STEP })
      dropped += step
      if (step < STEP || io.interrupted.aborted) return
      io.stderr.write(`${dropped} dropped …\n`)
    }
  })
  if (flags.json) writeJson(io, { ok: true, dropped })
  else io.stdout.write(`${dropped} entries of closed items dropped.\n`)
}
