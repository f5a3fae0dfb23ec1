import type { SqliteDatabase, SqliteRow } from '../sqlite/sqlite-driver.js'
import { readInteger, readRow, readText } from '../sqlite/sqlite-driver.js'
import {
  MAX_PENDING_PER_ACTOR,
  type IdentityLink,
  type LinkActor,
  type NewLink,
  type NewPendingLink,
  type PendingLink,
} from './link-store.js'

/** The statements of a link store. What changes more than one row is to be called inside a transaction. */
export interface LinkStatements {
  begin(pending: NewPendingLink, now: number): void
  findPending(stateHash: string, now: number): PendingLink | undefined
  complete(stateHash: string, link: NewLink, now: number): PendingLink | undefined
  cancel(stateHash: string, now: number): boolean
  findLink(actorKey: string, now: number): IdentityLink | undefined
  removeLink(actorKey: string, now: number): boolean
  removeAccount(account: string): number
}

export function prepareLinkStatements(database: SqliteDatabase): LinkStatements {
  const prunePending = database.prepare('DELETE FROM pending WHERE expires_at <= ?')
  const dropOldest = database.prepare(
    `DELETE FROM pending WHERE actor_key = ?1 AND id NOT IN (
      SELECT id FROM pending WHERE actor_key = ?1 ORDER BY id DESC LIMIT ${String(MAX_PENDING_PER_ACTOR)})`,
  )
  const insertPending = database.prepare(
    'INSERT INTO pending (state_hash, actor_key, actor, redirect_url, expires_at) VALUES (?, ?, ?, ?, ?)',
  )
  const selectPending = database.prepare('SELECT * FROM pending WHERE state_hash = ? AND expires_at > ?')
  const dropPending = database.prepare('DELETE FROM pending WHERE state_hash = ?')
  const dropPendingOf = database.prepare('DELETE FROM pending WHERE actor_key = ?')
  const upsertLink = database.prepare(
    `INSERT INTO links (actor_key, account, linked_at, expires_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (actor_key) DO UPDATE SET account = excluded.account, linked_at = excluded.linked_at,
       expires_at = excluded.expires_at`,
  )
  const selectLink = database.prepare('SELECT * FROM links WHERE actor_key = ? AND expires_at > ?')
  const dropLink = database.prepare('DELETE FROM links WHERE actor_key = ?')
  const dropAccount = database.prepare('DELETE FROM links WHERE account = ?')

  const findPending = (stateHash: string, now: number): PendingLink | undefined => {
    const row = readRow(selectPending.get(stateHash, now))
    return row && toPending(row)
  }
  const findLink = (actorKey: string, now: number): IdentityLink | undefined => {
    const row = readRow(selectLink.get(actorKey, now))
    return row && toLink(row)
  }
  return {
    begin({ stateHash, actorKey, actor, redirectUrl, lifetimeMs }, now) {
      prunePending.run(now)
      insertPending.run(stateHash, actorKey, JSON.stringify(actor), redirectUrl, now + lifetimeMs)
      dropOldest.run(actorKey)
    },
    findPending,
    complete(stateHash, { account, lifetimeMs }, now) {
      const pending = findPending(stateHash, now)
      if (pending === undefined) return undefined
      dropPendingOf.run(pending.actorKey)
      upsertLink.run(pending.actorKey, account, now, now + lifetimeMs)
      return pending
    },
    cancel(stateHash, now) {
      const found = findPending(stateHash, now) !== undefined
      dropPending.run(stateHash)
      return found
    },
    findLink,
    removeLink(actorKey, now) {
      const found = findLink(actorKey, now) !== undefined
      dropLink.run(actorKey)
      return found
    },
    removeAccount: (account) => Number(dropAccount.run(account).changes),
  }
}

function toPending(row: SqliteRow): PendingLink {
  return {
    stateHash: readText(row, 'state_hash'),
    actorKey: readText(row, 'actor_key'),
    // Written by this store from texts that were checked.
    actor: JSON.parse(readText(row, 'actor')) as LinkActor,
    redirectUrl: readText(row, 'redirect_url'),
  }
}

function toLink(row: SqliteRow): IdentityLink {
  return {
    account: readText(row, 'account'),
    linkedAt: readInteger(row, 'linked_at'),
    expiresAt: readInteger(row, 'expires_at'),
  }
}
