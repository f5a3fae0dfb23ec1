import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CountersignError } from '@countersign/core/errors'
import { loadDriver } from '../sqlite/load-driver.js'
import type { SqliteDatabase } from '../sqlite/sqlite-driver.js'
import { classifySqliteFailure } from '../sqlite/sqlite-failure.js'
import { checkLink, checkPending, isLinkHash } from './check-link-arguments.js'
import { prepareLinkStatements, type LinkStatements } from './link-statements.js'
import { openLinkDatabase } from './open-link-database.js'
import type { IdentityLink, LinkStore, NewLink, NewPendingLink, PendingLink } from './link-store.js'

export interface SqliteLinkStoreOptions {
  /** Path of the database file, not the ledger's. Made, with mode 600, if it is not there; its folder must be. */
  readonly file: string
  /** As for `createSqliteLedger`. */
  readonly driver?: 'node:sqlite' | 'libsql' | (string & {})
  /** The store's clock, for tests: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}

/** How long a call waits for other processes that hold the file, in milliseconds. */
const BUSY_LIMIT_MS = 3_000
const BUSY_PAUSE_MS = 10

/**
 * A link store in a SQLite file, which any number of processes on one machine may share. A link is written once for
 * a person and read by an index: everything happens in this thread.
 *
 * Putting an older copy of the file back brings back links that were removed since: remove those again.
 *
 * Rejects with `ERR_LEDGER_FILE`, `ERR_LEDGER_SCHEMA` or `ERR_LEDGER_DRIVER` for what the operator has to put right,
 * and every call with `ERR_LINK_STORE` while the file cannot be read or written.
 */
export async function createSqliteLinkStore(options: SqliteLinkStoreOptions): Promise<LinkStore> {
  const database = openLinkDatabase(await loadDriver(options.driver), resolve(options.file))
  return new SqliteLinkStore(database, options.now ?? Date.now)
}

class SqliteLinkStore implements LinkStore {
  readonly #database: SqliteDatabase
  readonly #statements: LinkStatements
  readonly #now: () => number
  readonly #begun = new Set<Promise<unknown>>()
  #closed = false

  constructor(database: SqliteDatabase, now: () => number) {
    this.#database = database
    this.#statements = prepareLinkStatements(database)
    this.#now = now
  }

  async begin(pending: NewPendingLink): Promise<void> {
    const wanted = checkPending(pending)
    await this.#write((now) => {
      this.#statements.begin(wanted, now)
    })
  }

  async findPending(stateHash: string): Promise<PendingLink | undefined> {
    if (!isLinkHash(stateHash)) return undefined
    return this.#run((now) => this.#statements.findPending(stateHash, now))
  }

  async complete(stateHash: string, link: NewLink): Promise<PendingLink | undefined> {
    const wanted = checkLink(link)
    if (!isLinkHash(stateHash)) return undefined
    return this.#write((now) => this.#statements.complete(stateHash, wanted, now))
  }

  async cancel(stateHash: string): Promise<boolean> {
    if (!isLinkHash(stateHash)) return false
    return this.#write((now) => this.#statements.cancel(stateHash, now))
  }

  async findLink(actorKey: string): Promise<IdentityLink | undefined> {
    if (!isLinkHash(actorKey)) return undefined
    return this.#run((now) => this.#statements.findLink(actorKey, now))
  }

  async removeLink(actorKey: string): Promise<boolean> {
    if (!isLinkHash(actorKey)) return false
    return this.#write((now) => this.#statements.removeLink(actorKey, now))
  }

  async removeAccount(account: string): Promise<number> {
    return this.#write(() => this.#statements.removeAccount(account))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await Promise.allSettled(this.#begun)
    this.#database.close()
  }

  /** One transaction, which holds the file from its first statement on. */
  #write<Value>(work: (now: number) => Value): Promise<Value> {
    return this.#run((now) => {
      this.#database.exec('BEGIN IMMEDIATE')
      try {
        const value = work(now)
        this.#database.exec('COMMIT')
        return value
      } catch (error) {
        rollBackQuietly(this.#database)
        throw error
      }
    })
  }

  #run<Value>(work: (now: number) => Value): Promise<Value> {
    if (this.#closed)
      return Promise.reject(new CountersignError('ERR_LINK_STORE', 'The link store was closed.'))
    const running = repeatWhileBusy(() => work(Math.floor(this.#now())))
    this.#begun.add(running)
    const forget = (): void => void this.#begun.delete(running)
    running.then(forget, forget)
    return running
  }
}

async function repeatWhileBusy<Value>(work: () => Value): Promise<Value> {
  const deadline = performance.now() + BUSY_LIMIT_MS
  for (;;) {
    try {
      return work()
    } catch (cause) {
      if (classifySqliteFailure(cause) !== 'busy' || performance.now() > deadline) {
        throw new CountersignError('ERR_LINK_STORE', undefined, {
          cause,
          details: { failure: classifySqliteFailure(cause) },
        })
      }
    }
    await delay(BUSY_PAUSE_MS)
  }
}

function rollBackQuietly(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // SQLite has rolled back by itself, or never began.
  }
}
