import type { FileEvent, Mark } from './ledger-trace.js'

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}'
const RUN = new RegExp(`"(item-\\d+) ${UUID}\\\\n"`)
const ANSWER = new RegExp(`card-action-status: Run (${UUID})`)

/**
 * What left the service, see killed-service.ts: a handler's line, known by its item, for the reservation holds that; an
 * answer that goes into a socket, known by the run that it names.
 */
export function readServiceMarks(events: readonly FileEvent[], runsFile: string): Mark[] {
  return events.flatMap((event): Mark[] => {
    if (event.call !== 'write') return []
    const [, item] = (event.path === runsFile && RUN.exec(event.data)) || []
    if (item !== undefined) return [{ what: 'run', text: item, event }]
    const [, run] = (event.path.startsWith('socket:') && ANSWER.exec(event.data)) || []
    return run === undefined ? [] : [{ what: 'answer', text: run, event }]
  })
}
