import type { GroupContext } from './group-context.js'
import type { OperationResults } from './operations.js'
import { SETTLED } from './schema.js'
import type { SqliteDatabase } from './sqlite-driver.js'
import { readInteger, readRow } from './sqlite-driver.js'

/** Rows looked at in one step, so that no step holds up the actions that wait behind it for long. */
const ROWS_PER_STEP = 500

/**
 * One step of `prune`. An entry whose item has been extended meanwhile takes over the item's end, so that it is not
 * looked at again before that.
 */
export function preparePrune(
  database: SqliteDatabase,
): (limit: number, context: GroupContext) => OperationResults['prune'] {
  const select = database.prepare(`
    SELECT r.id, i.closes_at AS item_closes_at
    FROM reservations r LEFT JOIN items i ON i.item_key = r.item_key
    WHERE r.state = ${String(SETTLED)} AND r.closes_at <= ?1
    ORDER BY r.closes_at LIMIT ?2`)
  const postpone = database.prepare('UPDATE reservations SET closes_at = ? WHERE id = ?')
  const dropAnswer = database.prepare('DELETE FROM answers WHERE id = ?')
  const dropEntry = database.prepare('DELETE FROM reservations WHERE id = ?')
  const dropItems = database.prepare(`
    DELETE FROM items WHERE item_key IN (SELECT item_key FROM items WHERE closes_at <= ?1 LIMIT ?2)`)
  const remember = database.prepare('UPDATE meta SET pruned_until = max(pruned_until, ?)')

  return (limit, context) => {
    const { now } = context
    const step = Math.min(limit, ROWS_PER_STEP)
    const rows = select.all(now, step)
    let dropped = 0
    for (const found of rows) {
      const row = readRow(found) ?? {}
      const id = readInteger(row, 'id')
      const itemClosesAt = row['item_closes_at'] === null ? 0 : readInteger(row, 'item_closes_at')
      if (itemClosesAt > now) {
        postpone.run(itemClosesAt, id)
        continue
      }
      dropAnswer.run(id)
      dropEntry.run(id)
      dropped++
    }
    // Items last: while one of its entries is still here, an item's end must be known.
    const forgotten = rows.length < step ? Number(dropItems.run(now, ROWS_PER_STEP).changes) : 0
    if (dropped + forgotten > 0) {
      remember.run(now)
      context.prunedUntil = Math.max(context.prunedUntil, now)
    }
    return { dropped, more: rows.length === step || forgotten === ROWS_PER_STEP }
  }
}
