import type { CommandIo } from '../../command/command-io.js'
import { writeJson } from '../../command/write-result.js'
import { describeEntry, isoTime } from './describe-entry.js'
import { findEntry } from './find-entry.js'
import type { LedgerFlags } from './ledger-flags.js'
import { withLedger } from './with-ledger.js'

export async function showEntry(io: CommandIo, key: string, flags: LedgerFlags): Promise<void> {
  const entry = await withLedger(io, flags, (ledger) => findEntry(ledger, key))
  if (flags.json) {
    writeJson(io, { ok: true, entry })
    return
  }
  const lines = [
    describeEntry(entry),
    `key          ${entry.key}`,
    `reserved     ${isoTime(entry.reservedAt)}`,
    ...(entry.leaseUntil === undefined ? [] : [`lease until  ${isoTime(entry.leaseUntil)}`]),
    ...(entry.settledAt === undefined ? [] : [`settled      ${isoTime(entry.settledAt)}`]),
    `closes       ${isoTime(entry.closesAt)}`,
    ...(entry.answer === undefined
      ? []
      : [
          `answer       ${entry.answer.status}`,
          ...entry.answer.headers.map(([name, value]) => `             ${name}: ${value}`),
        ]),
  ]
  io.stdout.write(`${lines.join('\n')}\n`)
}
