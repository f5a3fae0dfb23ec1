import { createBoundedMap } from './bounded-map.js'

/** What header segments mean. Few are in use at a time, and each is worth a decode, a parse and its checks. */
export interface HeaderCache<Meaning> {
  /** The meaning of a segment, where some genuine token had the same. */
  find(segment: string): Meaning | undefined
  /**
   * To be called only once a token's signature or tag was good: so a flood of made-up headers neither
   * fills the cache nor drives the real ones out.
   */
  remember(segment: string, meaning: Meaning): void
}

interface Entry<Meaning> {
  readonly segment: string
  readonly meaning: Meaning
}

export function createHeaderCache<Meaning>(maxEntries: number): HeaderCache<Meaning> {
  const entries = createBoundedMap<string, Entry<Meaning>>(maxEntries)
  // Tokens in a row mostly share their header, and comparing is cheaper than hashing.
  let latest: Entry<Meaning> | undefined
  return {
    find: (segment) => {
      if (segment === latest?.segment) return latest.meaning
      const found = entries.get(segment)
      if (found !== undefined) latest = found
      return found?.meaning
    },
    remember: (segment, meaning) => {
      // A copy: a slice would keep the whole token in memory.
      const copy = Buffer.from(segment, 'latin1').toString('latin1')
      entries.set(copy, { segment: copy, meaning })
    },
  }
}
