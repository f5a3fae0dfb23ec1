// The record that makes an action run once.
const DECISION = 'ledger/src/rules/reservation-decision.ts'
const RESERVE = 'ledger/src/sqlite/reserve-operation.ts'
const OUTCOME = 'ledger/src/sqlite/outcome-operations.ts'
const WRITER = 'ledger/src/sqlite/group-writer.ts'

export const mutants = [
  ['R01 R02', DECISION, "if (state === 'settled') {", 'if (false) {'],
  ['R03 R08', DECISION, "if (state === 'running' || request.takeOver !== true || !isSame)", 'if (false)'],
  ['L08', DECISION, 'if (item && item.version > request.version) {', 'if (false) {'],
  ['L09', DECISION, "if (item?.withdrawn === true) return refuse({ state: 'withdrawn' })", ''],
  [
    'R10',
    DECISION,
    "if (request.issuedAt < facts.bornAt && !facts.adopted) return refuse({ state: 'too-old' })",
    '',
  ],
  [
    'R08',
    DECISION,
    "if (state === 'running' || request.takeOver !== true || !isSame)",
    "if (state === 'running' || request.takeOver !== true)",
  ],
  ['R11', DECISION, 'return closesAt <= Math.max(now, prunedUntil)', 'return closesAt <= now'],
  // The statement of the common case judges by itself.
  ['L08', RESERVE, '(withdrawn = 1 OR version > ?5)', '(withdrawn = 1)'],
  ['L09', RESERVE, '(withdrawn = 1 OR version > ?5)', '(version > ?5)'],
  ['L09', RESERVE, 'AND withdrawn = 0 AND version = ?5', 'AND version = ?5'],
  ['R10', RESERVE, '(adopted || operation[RESERVE.issuedAt] >= bornAt)', 'true'],
  ['R11', RESERVE, '!isClosed(operation[RESERVE.closesAt], prunedUntil, now) &&', ''],
  [
    'R10',
    'ledger/src/sqlite/open-database.ts',
    'if (!isSameFile(known, identity) || isBehind) {',
    'if (isBehind) {',
  ],
  [
    'R10',
    'ledger/src/sqlite/open-database.ts',
    'if (!isSameFile(known, identity) || isBehind) {',
    'if (!isSameFile(known, identity)) {',
  ],
  ['R06', 'ledger/src/memory/memory-ledger.ts', 'if (table.size >= this.#maxEntries) {', 'if (false) {'],
  ['R07', 'ledger/src/sqlite/prune-operation.ts', 'if (itemClosesAt > now) {', 'if (false) {'],
  [
    'R07',
    'ledger/src/memory/memory-entries.ts',
    "if (entry.state !== 'settled' || closesAt(entry) > now) continue",
    "if (entry.state !== 'settled') continue",
  ],
  [
    'R08',
    'ledger/src/rules/entry-state.ts',
    "stored === 'running' && leaseUntil <= now ? 'in-doubt' : stored",
    'stored',
  ],
  [
    'R11',
    OUTCOME,
    'WHERE id = ?2 AND holder = ?3`)\n  const insertAnswer',
    'WHERE id = ?2 AND ?3 IS NOT NULL`)\n  const insertAnswer',
  ],
  ['R11', OUTCOME, 'AND lease_until > ?4', 'AND ?4 > 0'],
  [
    'R13',
    WRITER,
    'this.#rollBack()\n      this.#failGroup(group, error)\n      return',
    'this.#rollBack()\n      this.#port.succeed(group, group.map(() => 1))\n      return',
  ],
  [
    'R13',
    WRITER,
    'for (const [callId] of part) group.push(callId)',
    'if (group.length === 0) for (const [callId] of part) group.push(callId)',
  ],
]
