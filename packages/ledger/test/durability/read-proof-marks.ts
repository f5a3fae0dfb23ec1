import type { FileEvent } from './file-trace.js'
import type { Mark } from './find-early-marks.js'

/** What the pressing process said that it did, see press-child.ts: a reservation is known by its key, an answer by its text. */
export function readProofMarks(events: readonly FileEvent[], proof: string): Mark[] {
  return events.flatMap((event): Mark[] => {
    if (event.call !== 'write' || event.path !== proof) return []
    const [, what, key = '', run = ''] = /"(run|answer) (\S+) ([0-9a-f-]{36})/.exec(event.data) ?? []
    if (what === undefined) return []
    return [what === 'run' ? { what, text: key, event } : { what: 'answer', text: run, event }]
  })
}
