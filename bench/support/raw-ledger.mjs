import { randomUUID } from 'node:crypto'
import { createSqliteLedger } from '@countersign/ledger/sqlite'
import { answer, LEASE_MS } from './ledger-load.mjs'

const head = JSON.stringify({ status: answer.status, headers: answer.headers })

/** A ledger's own tables and pragmas, written to without the ledger. */
export async function openRawLedger(loaded, driver, file) {
  await (await createSqliteLedger({ file, driver })).close()
  const database = loaded.open(file)
  database.prepare(`PRAGMA journal_mode = ${driver === 'libsql' ? 'PERSIST' : 'WAL'}`).get()
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA cache_size = -16384')
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const item = database.prepare(
    'INSERT INTO items (item_key, version, closes_at, withdrawn) VALUES (?, ?, ?, 0)',
  )
  const { reserve, settle } = prepareWrites(database)

  const transact = (list, write) => {
    begin.run()
    const results = list.map(write)
    commit.run()
    return results
  }
  return {
    openItems: (requests) => {
      transact(requests, (r) => item.run(r.itemKey, r.version, r.closesAt))
    },
    /** Reserves and settles in groups of `size`, two commits for each. */
    write: (requests, size) => {
      for (let from = 0; from < requests.length; from += size)
        transact(transact(requests.slice(from, from + size), reserve), settle)
      return requests.length
    },
    close: () => database.close(),
  }
}

function prepareWrites(database) {
  const reserve = database.prepare(`
    INSERT INTO reservations (key, holder, fingerprint, item_key, version, actor_key, decision,
      reserved_at, lease_until, closes_at, kind, item, actor, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`)
  const settle = database.prepare(
    'UPDATE reservations SET state = 2, settled_at = ?, holder = NULL WHERE id = ?',
  )
  const record = database.prepare('INSERT INTO answers (id, head, body) VALUES (?, ?, ?)')
  return {
    reserve: (r) => {
      const now = Date.now()
      const values = [r.key, randomUUID(), r.fingerprint, r.itemKey, r.version, r.actorKey, r.decision]
      values.push(now, now + LEASE_MS, r.closesAt, r.label.kind, r.label.item, r.label.actor)
      return reserve.run(...values).lastInsertRowid
    },
    settle: (id) => {
      settle.run(Date.now(), id)
      record.run(id, head, answer.body)
    },
  }
}
