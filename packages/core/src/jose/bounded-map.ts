/** A map that forgets its oldest entry rather than grow. */
export interface BoundedMap<Key, Value> {
  get(key: Key): Value | undefined
  /** Does nothing where the key is there already. */
  set(key: Key, value: Value): void
}

export function createBoundedMap<Key, Value>(maxEntries: number): BoundedMap<Key, Value> {
  const entries = new Map<Key, Value>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      if (entries.has(key)) return
      if (entries.size >= maxEntries) {
        const [oldest] = entries.keys()
        if (oldest !== undefined) entries.delete(oldest)
      }
      entries.set(key, value)
    },
  }
}
