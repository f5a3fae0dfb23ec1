import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** How often the port is tried (ms). */
const INTERVAL_MS = 250
/** After how long without an answer the person is told what is expected (ms). */
const PATIENCE_MS = 10_000

export interface ListeningAnnouncement {
  readonly say: (line: string) => void
  /** Ends the waiting; nothing is said any more. */
  readonly signal: AbortSignal
  /** Default 10,000. */
  readonly patienceMs?: number
}

/**
 * Says when something listens on a port of 127.0.0.1, and, once, that nothing does: a service that ignores `PORT`
 * would otherwise look like a press that fails. Never rejects.
 */
export async function announceListening(
  port: number,
  { say, signal, patienceMs = PATIENCE_MS }: ListeningAnnouncement,
): Promise<void> {
  const patienceEnds = Date.now() + patienceMs
  let warned = false
  while (!signal.aborted) {
    if (await isListening(port)) {
      if (!signal.aborted) say('Your service is up.')
      return
    }
    if (!warned && Date.now() >= patienceEnds && !signal.aborted) {
      warned = true
      say(
        `Nothing listens at http://127.0.0.1:${String(port)} yet. The service has to listen on the port that it ` +
          'finds in the environment variable PORT; for a fixed port, give it to countersign dev as --port.',
      )
    }
    await sleep(INTERVAL_MS, undefined, { signal }).catch(() => undefined)
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const end = (found: boolean): void => {
      socket.destroy()
      resolve(found)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
