import type { GroupContext } from './group-context.js'
import type { SettleOperation } from './operations.js'
import { IN_DOUBT, RUNNING, SETTLED } from './schema.js'
import type { SqliteDatabase } from './sqlite-driver.js'

/** Each of these changes the row only while the reservation still holds it: that is what `holder` says. */
export interface OutcomeOperations {
  settle(operation: SettleOperation, context: GroupContext): boolean
  release(id: number, holder: string): boolean
  renew(id: number, holder: string, leaseMs: number, now: number): boolean
  doubt(id: number, holder: string): boolean
}

export function prepareOutcomes(database: SqliteDatabase): OutcomeOperations {
  const settle = database.prepare(`
    UPDATE reservations SET state = ${String(SETTLED)}, settled_at = ?1, holder = NULL
    WHERE id = ?2 AND holder = ?3`)
  const insertAnswer = database.prepare('INSERT INTO answers (id, head, body) VALUES (?, ?, ?)')
  const release = database.prepare('DELETE FROM reservations WHERE id = ? AND holder = ?')
  // A lease that has run out is not revived: others may have been told that the entry is in doubt.
  const renew = database.prepare(`
    UPDATE reservations SET lease_until = ?1
    WHERE id = ?2 AND holder = ?3 AND state = ${String(RUNNING)} AND lease_until > ?4`)
  const doubt = database.prepare(`
    UPDATE reservations SET state = ${String(IN_DOUBT)}, holder = NULL WHERE id = ? AND holder = ?`)

  return {
    settle([, id, holder, head, body], { now }) {
      if (Number(settle.run(now, id, holder).changes) !== 1) return false
      insertAnswer.run(id, head, body)
      return true
    },
    release: (id, holder) => Number(release.run(id, holder).changes) === 1,
    renew: (id, holder, leaseMs, now) => Number(renew.run(now + leaseMs, id, holder, now).changes) === 1,
    doubt: (id, holder) => Number(doubt.run(id, holder).changes) === 1,
  }
}
