/**
 * `ledger`: durable reserve + settle with 700-byte answers, 256 actions in flight, a row per SQLite driver. The limit
 * is the same rows and bytes written raw, on one thread, in groups of 256, with the same driver and pragmas; the peer
 * is the same rows with a commit each.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteLedger } from '@countersign/ledger/sqlite'
import { loadDriver } from '../packages/ledger/dist/src/sqlite/load-driver.js'
import { interleave, PASSES, toRow } from './interleave.mjs'

export const name = 'ledger'

const IN_FLIGHT = 256
const ACTIONS = 4096
const ONE_AT_A_TIME = 400
const LEASE_MS = 30_000
const answer = {
  status: 200,
  headers: [
    ['CARD-UPDATE-IN-BODY', 'true'],
    ['CARD-ACTION-STATUS', 'Recorded.'],
  ],
  body: JSON.stringify({ type: 'AdaptiveCard', version: '1.0', text: 'x'.repeat(580) }),
}
const head = JSON.stringify({ status: answer.status, headers: answer.headers })

/** @param {{ quick?: boolean }} [options] `quick` measures less, to see that it runs. */
export async function run(options = {}) {
  const rows = []
  for (const driver of ['libsql', 'node:sqlite']) {
    const loaded = await loadDriver(driver).catch(() => undefined)
    if (loaded)
      rows.push(
        await measureDriver(driver, loaded, options.quick ? 512 : ACTIONS, options.quick ? 3 : PASSES),
      )
    else console.error(`ledger ${driver}: skipped, Node ${process.version} does not have it`)
  }
  return rows
}

async function measureDriver(driver, loaded, actions, passes) {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  const ours = await createSqliteLedger({ file: join(folder, 'ours.db'), driver })
  const raw = await openRaw(loaded, driver, join(folder, 'raw.db'))
  const single = await openRaw(loaded, driver, join(folder, 'single.db'))
  try {
    const few = Math.min(actions, ONE_AT_A_TIME)
    // Made beforehand, one list per pass and the warm-up: hashing keys is no work of the ledger's.
    const lists = (count) => Array.from({ length: passes + 1 }, () => makeRequests(count))
    const [forRaw, forOurs, forSingle] = [lists(actions), lists(actions), lists(few)]
    const rates = await interleave(
      {
        limit: () => raw(forRaw.pop(), IN_FLIGHT),
        ours: () => press(ours, forOurs.pop()),
        'one at a time': () => single(forSingle.pop(), 1),
      },
      passes,
    )
    return toRow(`ledger ${driver}`, 'actions/s', rates)
  } finally {
    await ours.close()
    raw.close()
    single.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every action is reserved, then settled, with `IN_FLIGHT` of them under way at once. */
async function press(ledger, requests) {
  let next = 0
  const worker = async () => {
    while (next < requests.length) {
      const result = await ledger.reserve(requests[next++])
      if (result.state !== 'reserved') throw new Error(`not reserved: ${result.state}`)
      if (!(await ledger.settle(result.reservationId, answer))) throw new Error('not settled')
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  return requests.length
}

/** A ledger's own tables and pragmas, written to without the ledger. */
async function openRaw(loaded, driver, file) {
  await (await createSqliteLedger({ file, driver })).close()
  const database = loaded.open(file)
  database.prepare(`PRAGMA journal_mode = ${driver === 'libsql' ? 'PERSIST' : 'WAL'}`).get()
  database.exec('PRAGMA synchronous = FULL')
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const reserve = database.prepare(`
    INSERT INTO reservations (key, holder, fingerprint, item_key, version, actor_key, decision,
      reserved_at, lease_until, closes_at, kind, item, actor, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`)
  const item = database.prepare(
    'INSERT INTO items (item_key, version, closes_at, withdrawn) VALUES (?, ?, ?, 0)',
  )
  const settle = database.prepare(
    'UPDATE reservations SET state = 2, settled_at = ?, holder = NULL WHERE id = ?',
  )
  const record = database.prepare('INSERT INTO answers (id, head, body) VALUES (?, ?, ?)')

  const write = (requests, group) => {
    for (let from = 0; from < requests.length; from += group) {
      const now = Date.now()
      const ids = []
      begin.run()
      for (const r of requests.slice(from, from + group)) {
        const values = [r.key, randomUUID(), r.fingerprint, r.itemKey, r.version, r.actorKey, r.decision]
        values.push(now, now + LEASE_MS, r.closesAt, r.label.kind, r.label.item, r.label.actor)
        ids.push(reserve.run(...values).lastInsertRowid)
        item.run(r.itemKey, r.version, r.closesAt)
      }
      commit.run()
      begin.run()
      for (const id of ids) {
        settle.run(now, id)
        record.run(id, head, answer.body)
      }
      commit.run()
    }
    return requests.length
  }
  write.close = () => database.close()
  return write
}

let made = 0

function makeRequests(count) {
  const now = Date.now()
  return Array.from({ length: count }, () => {
    const number = String(made++)
    return {
      key: hash(`key ${number}`),
      fingerprint: hash(`fingerprint ${number}`),
      itemKey: hash(`item ${number}`),
      version: 1,
      actorKey: hash(`actor ${number}`),
      decision: 'approve',
      issuedAt: now,
      closesAt: now + 14 * 86_400_000,
      leaseMs: LEASE_MS,
      label: { kind: 'expense', item: number, actor: 'adele@contoso.example' },
    }
  })
}

function hash(text) {
  return createHash('sha256').update(text).digest('base64url')
}
