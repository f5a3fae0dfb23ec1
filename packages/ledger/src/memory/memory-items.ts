import type { ItemState } from '../ledger.js'

interface MemoryItem {
  version: number
  closesAt: number
  withdrawn: boolean
}

/** The items of a memory ledger: current version and latest end of each. */
export class MemoryItems {
  readonly #items = new Map<string, MemoryItem>()

  get size(): number {
    return this.#items.size
  }

  get(itemKey: string): Readonly<MemoryItem> | undefined {
    return this.#items.get(itemKey)
  }

  open({ itemKey, version, closesAt }: ItemState): void {
    const item = this.#items.get(itemKey)
    if (!item) {
      this.#items.set(itemKey, { version, closesAt, withdrawn: false })
      return
    }
    item.version = Math.max(item.version, version)
    item.closesAt = Math.max(item.closesAt, closesAt)
  }

  withdraw(itemKey: string, closesAt: number): void {
    this.open({ itemKey, version: 0, closesAt })
    const item = this.#items.get(itemKey)
    if (item) item.withdrawn = true
  }

  /** When the entry's item closes: the latest end that any token of it has named. */
  closesAt(entry: { readonly itemKey: string; readonly closesAt: number }): number {
    return Math.max(entry.closesAt, this.#items.get(entry.itemKey)?.closesAt ?? 0)
  }

  prune(now: number): number {
    let forgotten = 0
    for (const [itemKey, item] of this.#items) {
      if (item.closesAt > now) continue
      this.#items.delete(itemKey)
      forgotten++
    }
    return forgotten
  }
}
