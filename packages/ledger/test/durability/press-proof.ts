import { readFile } from 'node:fs/promises'

/** What the children did, as their proof says. */
export interface PressProof {
  /** For each key, the runs of its handler. */
  readonly runs: ReadonlyMap<string, readonly string[]>
  /** For each key, the answers that were given. */
  readonly answers: ReadonlyMap<string, ReadonlySet<string>>
  /** Codes of what was refused. */
  readonly refusals: ReadonlySet<string>
}

/**
 * A whole record at the end of a line. Before it may stand what somebody wrote who was killed in mid-write: a process
 * that did not get to say it has not said it.
 */
const RECORD = /(run|answer|refused) ([\w-]{43}) ([0-9a-f]{8}-[0-9a-f-]{27}(?: x+)?|[A-Z_]+)$/

export async function readProof(file: string): Promise<PressProof> {
  const runs = new Map<string, string[]>()
  const answers = new Map<string, Set<string>>()
  const refusals = new Set<string>()
  // The last line may have been cut off.
  for (const line of (await readFile(file, 'utf8')).split('\n').slice(0, -1)) {
    const [, what, key = '', text = ''] = RECORD.exec(line) ?? []
    switch (what) {
      case 'run':
        runs.set(key, [...(runs.get(key) ?? []), text])
        break
      case 'answer':
        answers.set(key, (answers.get(key) ?? new Set()).add(text))
        break
      case 'refused':
        refusals.add(text)
        break
      default:
        throw new Error(`a line that no child writes: ${line}`)
    }
  }
  return { runs, answers, refusals }
}
