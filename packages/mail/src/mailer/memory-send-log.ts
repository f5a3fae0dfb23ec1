import { CountersignTypeError } from '@countersign/core'
import type { SendLog, SendLogEntry } from './send-log.js'

const DEFAULT_LEASE_MS = 10 * 60_000
const DEFAULT_MAX_ENTRIES = 100_000

export interface MemorySendLogOptions {
  /** Milliseconds, only compared with itself. Default: `performance.now`, which no clock change moves. */
  readonly now?: () => number
  /** Milliseconds after which a mail that was begun and never ended may be begun again. Default 10 minutes. */
  readonly leaseMs?: number
  /** Past it the oldest sent mails are forgotten. Default 100,000. */
  readonly maxEntries?: number
}

type Entry =
  { readonly state: 'begun'; readonly until: number } | { readonly state: 'sent'; readonly response: string }

/** A send log of this process: it ends with it. */
export function createMemorySendLog(options: MemorySendLogOptions = {}): SendLog {
  const now = options.now ?? (() => performance.now())
  const leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS
  const maxEntries = options.maxEntries ?? DEFAULT_MAX_ENTRIES
  checkLimits(leaseMs, maxEntries)
  const entries = new Map<string, Entry>()
  return Object.freeze({
    begin(key: string): Promise<SendLogEntry> {
      const entry = entries.get(key)
      if (entry?.state === 'sent') return Promise.resolve({ state: 'sent', response: entry.response })
      if (entry !== undefined && entry.until > now()) return Promise.resolve({ state: 'busy' })
      entries.set(key, { state: 'begun', until: now() + leaseMs })
      return Promise.resolve({ state: 'begun' })
    },
    sent(key: string, response: string): Promise<void> {
      entries.delete(key)
      entries.set(key, { state: 'sent', response })
      forgetOldest(entries, maxEntries)
      return Promise.resolve()
    },
    failed(key: string): Promise<void> {
      if (entries.get(key)?.state === 'begun') entries.delete(key)
      return Promise.resolve()
    },
  })
}

/** Insertion order is the order of sending; what is under way is never forgotten. */
function forgetOldest(entries: Map<string, Entry>, maxEntries: number): void {
  if (entries.size <= maxEntries) return
  for (const [key, entry] of entries) {
    if (entry.state !== 'sent') continue
    entries.delete(key)
    if (entries.size <= maxEntries) return
  }
}

function checkLimits(leaseMs: number, maxEntries: number): void {
  const problems: string[] = []
  if (!(leaseMs > 0)) problems.push('leaseMs is not a positive number')
  if (!Number.isInteger(maxEntries) || maxEntries < 1)
    problems.push('maxEntries is not a positive whole number')
  if (problems.length > 0) throw new CountersignTypeError('ERR_MAIL_OPTIONS', problems)
}
