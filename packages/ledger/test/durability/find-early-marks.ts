import type { FileEvent } from './file-trace.js'

export interface TracedFiles {
  /** The ledger; its journals lie beside it. */
  readonly ledger: string
  /** Where the process says what it did, see press-child.ts. */
  readonly proof: string
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
 */
export function findEarlyMarks(events: readonly FileEvent[], { ledger, proof }: TracedFiles): MarkFindings {
  const early: string[] = []
  let runs = 0
  let answers = 0
  for (const mark of events.filter(({ call, path }) => call === 'write' && path === proof)) {
    const [, what, key = '', run = ''] = /"(run|answer) (\S+) ([0-9a-f-]{36})/.exec(mark.data) ?? []
    if (what === undefined) continue
    if (what === 'run') runs++
    else answers++
    // A reservation is known by its key, an answer by its text.
    const text = what === 'run' ? key : run
    const before = events.filter(({ ended }) => ended < mark.began)
    if (!isInLog(before, ledger, text) && !isInDatabase(before, ledger, text)) early.push(`${what} ${key}`)
  }
  return { runs, answers, early }
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
