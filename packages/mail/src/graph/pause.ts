import { CountersignError } from '@countersign/core'
import { isPassing } from './graph-error.js'
import type { CheckedGraph } from './graph-options.js'
import type { GraphAnswer } from './graph-request.js'

/** A time before which nothing more is asked of Graph; every delivery of a transport keeps to it. */
export interface Pause {
  /** Waits until the pause is over. Throws `ERR_MAIL_UNDELIVERED` where that takes longer than `maxPauseMs`. */
  wait(signal: AbortSignal | undefined): Promise<void>
  /** @param ms from now on; 0 changes nothing */
  extend(ms: number): void
}

export function createPause(graph: Pick<CheckedGraph, 'now' | 'sleep' | 'maxPauseMs'>): Pause {
  let until = 0
  return {
    async wait(signal) {
      const rest = until - graph.now()
      if (rest <= 0) return
      if (rest > graph.maxPauseMs)
        throw new CountersignError('ERR_MAIL_UNDELIVERED', undefined, {
          details: { reason: 'throttled', retryAfterMs: rest },
        })
      await graph.sleep(rest, signal === undefined ? {} : { signal })
    },
    extend(ms) {
      until = Math.max(until, ms > 0 ? graph.now() + ms : 0)
    },
  }
}

/**
 * `Retry-After` of an answer that asks for patience: seconds or a date (RFC 9110 section 10.2.3); else 0. It is kept
 * however long it is, since a server that is asked before throttles for longer: a delivery till then fails at once.
 */
export function readRetryAfterMs({ status, headers }: GraphAnswer, now: number): number {
  const text = headers.get('retry-after')
  if (!isPassing(status) || text === null) return 0
  const ms = /^\d{1,10}$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - now
  return Number.isFinite(ms) ? Math.max(ms, 0) : 0
}
