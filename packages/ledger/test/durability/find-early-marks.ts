import type { FileEvent } from './file-trace.js'

/** A start of a handler, or an answer. */
export interface Mark {
  readonly what: 'run' | 'answer'
  /** What stands in the ledger, and nowhere else in it, once that is written which the mark rests on. */
  readonly text: string
  readonly event: FileEvent
}

export interface MarkFindings {
  /** How many starts of a handler, and answers, there are. */
  readonly runs: number
  readonly answers: number
  /** Those that came before what they rest on was durable. */
  readonly early: readonly string[]
}

/**
 * Looks for starts of handlers and answers that came before their commit was durable. Durable means: what it wrote to the
 * write-ahead log was synced; or what it wrote to the database was synced, and then the journal, once changed,
 * was synced too, for that ends a transaction with a rollback journal. (https://sqlite.org/atomiccommit.html)
 *
 * `ledger` is the path of the database; its journals lie beside it.
 */
export function findEarlyMarks(
  events: readonly FileEvent[],
  ledger: string,
  marks: readonly Mark[],
): MarkFindings {
  const early = marks.filter(({ text, event }) => {
    const before = events.filter(({ ended }) => ended < event.began)
    return !isInLog(before, ledger, text) && !isInDatabase(before, ledger, text)
  })
  const runs = marks.filter(({ what }) => what === 'run').length
  return { runs, answers: marks.length - runs, early: early.map(({ what, text }) => `${what} ${text}`) }
}

function isInLog(before: readonly FileEvent[], ledger: string, text: string): boolean {
  const written = findWrite(before, `${ledger}-wal`, text)
  return written !== undefined && findSync(before, `${ledger}-wal`, written) !== undefined
}

function isInDatabase(before: readonly FileEvent[], ledger: string, text: string): boolean {
  const written = findWrite(before, ledger, text)
  const synced = written && findSync(before, ledger, written)
  const journal = `${ledger}-journal`
  const ending =
    synced &&
    before.find(({ call, path, began }) => call === 'write' && path === journal && began > synced.ended)
  return ending !== undefined && findSync(before, journal, ending) !== undefined
}

function findWrite(events: readonly FileEvent[], path: string, text: string): FileEvent | undefined {
  return events.find((event) => event.call === 'write' && event.path === path && event.data.includes(text))
}

/** A sync holds for what was written before it began. */
function findSync(events: readonly FileEvent[], path: string, written: FileEvent): FileEvent | undefined {
  return events.find((event) => event.call === 'sync' && event.path === path && event.began > written.ended)
}
