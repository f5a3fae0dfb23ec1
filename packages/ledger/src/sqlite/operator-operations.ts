import { operatorAnswer } from '../rules/operator-answer.js'
import { encodeAnswer } from './answer-encoding.js'
import type { GroupContext } from './group-context.js'
import { RUNNING, SETTLED } from './schema.js'
import type { SqliteDatabase } from './sqlite-driver.js'
import { readInteger, readRow } from './sqlite-driver.js'

export interface OperatorOperations {
  resolve(key: string, outcome: 'done' | 'not-done', by: string, now: number): boolean
  adopt(by: string, context: GroupContext): void
}

export function prepareOperator(database: SqliteDatabase): OperatorOperations {
  const selectDoubt = database.prepare(`
    SELECT id FROM reservations
    WHERE key = ?1 AND state < ${String(SETTLED)} AND (state <> ${String(RUNNING)} OR lease_until <= ?2)`)
  const settle = database.prepare(
    `UPDATE reservations SET state = ${String(SETTLED)}, settled_at = ?, holder = NULL WHERE id = ?`,
  )
  const insertAnswer = database.prepare('INSERT INTO answers (id, head, body) VALUES (?, ?, ?)')
  const forget = database.prepare('DELETE FROM reservations WHERE id = ?')
  const audit = database.prepare('INSERT INTO audit (at, by, what, key, outcome) VALUES (?, ?, ?, ?, ?)')
  const adopt = database.prepare('UPDATE meta SET adopted = 1')

  return {
    resolve(key, outcome, by, now) {
      const row = readRow(selectDoubt.get(key, now))
      if (!row) return false
      const id = readInteger(row, 'id')
      audit.run(now, by, 'resolve', key, outcome)
      if (outcome === 'done') {
        const { head, body } = encodeAnswer(operatorAnswer)
        settle.run(now, id)
        insertAnswer.run(id, head, body)
      } else {
        forget.run(id)
      }
      return true
    },
    adopt(by, context) {
      audit.run(context.now, by, 'adopt', null, null)
      adopt.run()
      context.adopted = true
    },
  }
}
