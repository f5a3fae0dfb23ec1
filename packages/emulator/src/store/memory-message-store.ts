import type { MessageStore } from './message-store.js'

/** Keeps the raw mails in memory; the snapshots are the mailboxes' own. */
export function createMemoryMessageStore(): MessageStore {
  const raws = new Map<number, Uint8Array>()
  return {
    load: () => Promise.resolve([]),
    saveRaw: (id, raw) => {
      raws.set(id, raw)
      return Promise.resolve()
    },
    save: () => Promise.resolve(),
    readRaw: (id) => Promise.resolve(raws.get(id)),
  }
}
