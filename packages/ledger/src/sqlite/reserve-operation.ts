import type { ReserveRequest } from '../ledger.js'
import { decideReservation, isClosed, provesItem } from '../rules/reservation-decision.js'
import { readStoredEntry } from './entry-rows.js'
import type { GroupContext } from './group-context.js'
import { prepareItemUpsert } from './item-operations.js'
import type { OperationResults, ReserveOperation } from './operations.js'
import { IN_DOUBT, RUNNING } from './schema.js'
import type { SqliteDatabase } from './sqlite-driver.js'
import { readInteger, readRow } from './sqlite-driver.js'

/**
 * The common case, an item that was opened when its card was sent, is one statement, which inserts only where nothing
 * speaks against it; an item that has to be opened or extended takes one more. Whatever these leave undone is looked
 * at and judged by the rules that all ledgers share, still inside the group's transaction.
 */
export function prepareReserve(
  database: SqliteDatabase,
): (operation: ReserveOperation, context: GroupContext) => OperationResults['reserve'] {
  const insertForKnownItem = database.prepare(
    insertSql(`
    WHERE EXISTS (
      SELECT 1 FROM items WHERE item_key = ?4 AND withdrawn = 0 AND version = ?5 AND closes_at >= ?10
    )
    ON CONFLICT (key) DO NOTHING`),
  )
  const insertForOtherItem = database.prepare(
    insertSql(`
    WHERE NOT EXISTS (
      SELECT 1 FROM items WHERE item_key = ?4 AND (withdrawn = 1 OR version > ?5)
    )
    ON CONFLICT (key) DO NOTHING`),
  )
  const insert = database.prepare(insertSql('WHERE true'))
  const selectEntry = database.prepare(`
    SELECT r.*, a.head, a.body FROM reservations r LEFT JOIN answers a ON a.id = r.id WHERE r.key = ?`)
  const selectItem = database.prepare('SELECT version, withdrawn FROM items WHERE item_key = ?')
  const markDoubt = database.prepare(`UPDATE reservations SET state = ${String(IN_DOUBT)} WHERE key = ?`)
  const dropEntry = database.prepare('DELETE FROM reservations WHERE key = ?')
  const upsertItem = prepareItemUpsert(database)

  return (operation, context) => {
    const [, key, holder, fingerprint, itemKey, version, actorKey, decision] = operation
    const [, , , , , , , , issuedAt, closesAt, leaseMs, takeOver, kind, item, actor] = operation
    const { now } = context
    const values = [
      key,
      holder,
      fingerprint,
      itemKey,
      version,
      actorKey,
      decision,
      now,
      now + leaseMs,
      closesAt,
      kind,
      item,
      actor,
    ] as const
    const mayBeNew =
      !isClosed(closesAt, context.prunedUntil, now) && (context.adopted || issuedAt >= context.bornAt)
    if (mayBeNew) {
      const known = insertForKnownItem.run(...values)
      if (Number(known.changes) === 1) return Number(known.lastInsertRowid)
      const other = insertForOtherItem.run(...values)
      if (Number(other.changes) === 1) {
        upsertItem(itemKey, version, closesAt)
        return Number(other.lastInsertRowid)
      }
    }
    return judge()

    function judge(): OperationResults['reserve'] {
      const entryRow = readRow(selectEntry.get(key))
      const itemRow = readRow(selectItem.get(itemKey))
      const request: ReserveRequest = {
        key,
        fingerprint,
        itemKey,
        version,
        actorKey,
        decision,
        issuedAt,
        closesAt,
        leaseMs,
        takeOver: takeOver === 1,
        label: { kind, item, actor },
      }
      const facts = {
        ...context,
        entry: entryRow && readStoredEntry(entryRow),
        item: itemRow && {
          version: readInteger(itemRow, 'version'),
          withdrawn: readInteger(itemRow, 'withdrawn') === 1,
        },
      }
      const verdict = decideReservation(request, facts, now)
      if (verdict.act === 'refuse') {
        if (verdict.result.state === 'in-doubt' && facts.entry?.state === 'running') markDoubt.run(key)
        if (provesItem(verdict.result)) upsertItem(itemKey, version, closesAt)
        return verdict.result
      }
      if (verdict.act === 'take-over') dropEntry.run(key)
      upsertItem(itemKey, version, closesAt)
      return Number(insert.run(...values).lastInsertRowid)
    }
  }
}

function insertSql(condition: string): string {
  return `
    INSERT INTO reservations (
      key, holder, fingerprint, item_key, version, actor_key, decision,
      reserved_at, lease_until, closes_at, kind, item, actor, state
    )
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ${String(RUNNING)}
    ${condition}`
}
