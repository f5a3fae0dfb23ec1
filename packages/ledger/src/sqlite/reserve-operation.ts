import type { ReserveRequest, ReserveResult } from '../ledger.js'
import { decideReservation, isClosed, provesItem } from '../rules/reservation-decision.js'
import { readStoredEntry } from './entry-rows.js'
import type { GroupContext } from './group-context.js'
import { prepareItemUpsert } from './item-operations.js'
import { RESERVE, type OperationResults, type ReserveOperation } from './operations.js'
import { IN_DOUBT, RUNNING } from './schema.js'
import type { SqliteDatabase, SqliteStatement } from './sqlite-driver.js'
import { readInteger, readRow } from './sqlite-driver.js'

/**
 * The common case, an item that was opened when its card was sent, is one statement, which inserts only where nothing
 * speaks against it; an item that has to be opened or extended takes one more. Whatever these leave undone is looked
 * at and judged by the rules that all ledgers share, still inside the group's transaction.
 */
export function prepareReserve(
  database: SqliteDatabase,
): (operation: ReserveOperation, context: GroupContext) => OperationResults['reserve'] {
  // IGNORE skips whatever breaks a constraint; what was skipped is judged, and the plain insert says what is wrong.
  const insertForKnownItem = database.prepare(
    insertSql(
      'INSERT OR IGNORE',
      'FROM items WHERE item_key = ?4 AND withdrawn = 0 AND version = ?5 AND closes_at >= ?10',
    ),
  )
  const insertForOtherItem = database.prepare(
    insertSql(
      'INSERT OR IGNORE',
      'WHERE NOT EXISTS (SELECT 1 FROM items WHERE item_key = ?4 AND (withdrawn = 1 OR version > ?5))',
    ),
  )
  const insert = database.prepare(insertSql('INSERT', ''))
  const openItem = prepareItemOpening(database)
  const judge = prepareJudge(database, openItem)

  return (operation, context) => {
    if (mayBeNew(operation, context)) {
      const known = runInsert(insertForKnownItem, operation, context)
      if (Number(known.changes) === 1) return Number(known.lastInsertRowid)
      const other = runInsert(insertForOtherItem, operation, context)
      if (Number(other.changes) === 1) {
        openItem(operation)
        return Number(other.lastInsertRowid)
      }
    }
    const refused = judge(operation, context)
    if (refused) return refused
    openItem(operation)
    return Number(runInsert(insert, operation, context).lastInsertRowid)
  }
}

function mayBeNew(operation: ReserveOperation, { adopted, bornAt, prunedUntil, now }: GroupContext): boolean {
  return (
    !isClosed(operation[RESERVE.closesAt], prunedUntil, now) &&
    (adopted || operation[RESERVE.issuedAt] >= bornAt)
  )
}

type OpenItem = (operation: ReserveOperation) => void

function prepareItemOpening(database: SqliteDatabase): OpenItem {
  const upsertItem = prepareItemUpsert(database)
  return (operation) => {
    upsertItem(operation[RESERVE.itemKey], operation[RESERVE.version], operation[RESERVE.closesAt])
  }
}

/** Undefined where the entry may be made; an entry that is taken over has been dropped then. */
function prepareJudge(
  database: SqliteDatabase,
  openItem: OpenItem,
): (operation: ReserveOperation, context: GroupContext) => ReserveResult | undefined {
  const selectEntry = database.prepare(`
    SELECT r.*, a.head, a.body FROM reservations r LEFT JOIN answers a ON a.id = r.id WHERE r.key = ?`)
  const selectItem = database.prepare('SELECT version, withdrawn FROM items WHERE item_key = ?')
  const markDoubt = database.prepare(`UPDATE reservations SET state = ${String(IN_DOUBT)} WHERE key = ?`)
  const dropEntry = database.prepare('DELETE FROM reservations WHERE key = ?')

  return (operation, context) => {
    const request = toRequest(operation)
    const entryRow = readRow(selectEntry.get(request.key))
    const itemRow = readRow(selectItem.get(request.itemKey))
    const entry = entryRow && readStoredEntry(entryRow)
    const item = itemRow && {
      version: readInteger(itemRow, 'version'),
      withdrawn: readInteger(itemRow, 'withdrawn') === 1,
    }
    const verdict = decideReservation(request, { ...context, entry, item }, context.now)
    if (verdict.act === 'refuse') {
      if (verdict.result.state === 'in-doubt' && entry?.state === 'running') markDoubt.run(request.key)
      if (provesItem(verdict.result)) openItem(operation)
      return verdict.result
    }
    if (verdict.act === 'take-over') dropEntry.run(request.key)
    return undefined
  }
}

function toRequest(operation: ReserveOperation): ReserveRequest {
  return {
    key: operation[RESERVE.key],
    fingerprint: operation[RESERVE.fingerprint],
    itemKey: operation[RESERVE.itemKey],
    version: operation[RESERVE.version],
    actorKey: operation[RESERVE.actorKey],
    decision: operation[RESERVE.decision],
    issuedAt: operation[RESERVE.issuedAt],
    closesAt: operation[RESERVE.closesAt],
    leaseMs: operation[RESERVE.leaseMs],
    takeOver: operation[RESERVE.takeOver] === 1,
    label: {
      kind: operation[RESERVE.kind],
      item: operation[RESERVE.item],
      actor: operation[RESERVE.actor],
    },
  }
}

/** The values go to the driver one by one: a list of them, made and taken apart for each press, is slower. */
function runInsert(
  statement: SqliteStatement,
  operation: ReserveOperation,
  { now }: GroupContext,
): ReturnType<SqliteStatement['run']> {
  return statement.run(
    operation[RESERVE.key],
    operation[RESERVE.holder],
    operation[RESERVE.fingerprint],
    operation[RESERVE.itemKey],
    operation[RESERVE.version],
    operation[RESERVE.actorKey],
    operation[RESERVE.decision],
    now,
    now + operation[RESERVE.leaseMs],
    operation[RESERVE.closesAt],
    operation[RESERVE.kind],
    operation[RESERVE.item],
    operation[RESERVE.actor],
  )
}

function insertSql(insert: string, condition: string): string {
  return `
    ${insert} INTO reservations (
      key, holder, fingerprint, item_key, version, actor_key, decision,
      reserved_at, lease_until, closes_at, kind, item, actor, state
    )
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ${String(RUNNING)}
    ${condition}`
}
