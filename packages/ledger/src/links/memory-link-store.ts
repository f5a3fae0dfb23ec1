import { CountersignError, CountersignTypeError } from '@countersign/core/errors'
import { checkLink, checkPending } from './check-link-arguments.js'
import {
  MAX_PENDING_PER_ACTOR,
  type IdentityLink,
  type LinkStore,
  type NewLink,
  type NewPendingLink,
  type PendingLink,
} from './link-store.js'

export interface MemoryLinkStoreOptions {
  /** The store's clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** How many links, and how many logins under way, are kept at most. Default 10,000. */
  readonly maxLinks?: number
}

const DEFAULT_MAX_LINKS = 10_000

interface HeldPending extends PendingLink {
  readonly expiresAt: number
}

/**
 * A link store for tests and for trying things out: gone with its process, and bounded. When it is full it drops
 * what has expired, then throws `ERR_LINK_STORE_FULL`: nobody's link makes room for another's.
 */
export function createMemoryLinkStore(options: MemoryLinkStoreOptions = {}): LinkStore {
  const maxLinks = options.maxLinks ?? DEFAULT_MAX_LINKS
  if (!Number.isSafeInteger(maxLinks) || maxLinks < 1) {
    throw new CountersignTypeError('ERR_LINK_ARGUMENT', 'maxLinks must be a whole number of at least 1')
  }
  return new MemoryLinkStore(options.now ?? Date.now, maxLinks)
}

// Every method runs to its end in one turn of the event loop, which is what makes it atomic here; being `async`
// only turns a throw into a rejection.

class MemoryLinkStore implements LinkStore {
  readonly #now: () => number
  readonly #maxLinks: number
  readonly #pending = new Map<string, HeldPending>()
  readonly #links = new Map<string, IdentityLink>()
  #closed = false

  constructor(now: () => number, maxLinks: number) {
    this.#now = now
    this.#maxLinks = maxLinks
  }

  async begin(pending: NewPendingLink): Promise<void> {
    const now = this.#open()
    const { lifetimeMs, ...wanted } = checkPending(pending)
    const others = this.#pendingOf(wanted.actorKey)
    for (const old of others.slice(0, Math.max(0, others.length - MAX_PENDING_PER_ACTOR + 1)))
      this.#pending.delete(old.stateHash)
    this.#makeRoomIn(this.#pending, now)
    this.#pending.set(wanted.stateHash, Object.freeze({ ...wanted, expiresAt: now + lifetimeMs }))
  }

  async findPending(stateHash: string): Promise<PendingLink | undefined> {
    return this.#find(stateHash, this.#open())
  }

  async complete(stateHash: string, link: NewLink): Promise<PendingLink | undefined> {
    const now = this.#open()
    const { account, lifetimeMs } = checkLink(link)
    const pending = this.#find(stateHash, now)
    if (pending === undefined) return undefined
    if (!this.#links.has(pending.actorKey)) this.#makeRoomIn(this.#links, now)
    for (const other of this.#pendingOf(pending.actorKey)) this.#pending.delete(other.stateHash)
    this.#links.set(pending.actorKey, Object.freeze({ account, linkedAt: now, expiresAt: now + lifetimeMs }))
    return pending
  }

  async cancel(stateHash: string): Promise<boolean> {
    const found = this.#find(stateHash, this.#open()) !== undefined
    this.#pending.delete(stateHash)
    return found
  }

  async findLink(actorKey: string): Promise<IdentityLink | undefined> {
    const now = this.#open()
    const link = this.#links.get(actorKey)
    return link !== undefined && link.expiresAt > now ? link : undefined
  }

  async removeLink(actorKey: string): Promise<boolean> {
    const found = (await this.findLink(actorKey)) !== undefined
    this.#links.delete(actorKey)
    return found
  }

  async removeAccount(account: string): Promise<number> {
    this.#open()
    const keys = [...this.#links].filter(([, link]) => link.account === account).map(([key]) => key)
    for (const key of keys) this.#links.delete(key)
    return keys.length
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #open(): number {
    if (this.#closed) throw new CountersignError('ERR_LINK_STORE', 'The link store was closed.')
    return Math.floor(this.#now())
  }

  #find(stateHash: string, now: number): PendingLink | undefined {
    const held = this.#pending.get(stateHash)
    if (held === undefined || held.expiresAt <= now) return undefined
    const { expiresAt: _internal, ...pending } = held
    return pending
  }

  /** In order of age: a map keeps the order in which its entries were made. */
  #pendingOf(actorKey: string): HeldPending[] {
    return [...this.#pending.values()].filter((pending) => pending.actorKey === actorKey)
  }

  #makeRoomIn(table: Map<string, { readonly expiresAt: number }>, now: number): void {
    if (table.size < this.#maxLinks) return
    for (const [key, { expiresAt }] of table) if (expiresAt <= now) table.delete(key)
    if (table.size >= this.#maxLinks) {
      throw new CountersignError('ERR_LINK_STORE_FULL', undefined, { details: { maxLinks: this.#maxLinks } })
    }
  }
}
