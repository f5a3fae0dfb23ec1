import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** How long the group may take to end itself (s). */
const GRACE_SECONDS = 5
/** A line means that all is well; the end of the input without one, that whoever held it is gone. */
const SCRIPT = 'read -r _ && exit; kill -s TERM -- "-$1"; sleep "$2"; kill -s KILL -- "-$1"'

export interface GroupGuard {
  /** The group is looked after again; resolves once the guard is gone. Never rejects. */
  release(): Promise<void>
}

/**
 * Ends a process group when this process dies without ending it, as by `kill -9` or a closed terminal: a shell waits for
 * the end of a pipe that the system closes with us. Nothing is asked of the group, and nobody polls.
 * Windows has neither groups nor this shell; there it does nothing.
 */
export function guardGroup(leader: number): GroupGuard {
  if (process.platform === 'win32') return { release: () => Promise.resolve() }
  // Detached, so that a Ctrl-C in the terminal does not end it before us.
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(leader), String(GRACE_SECONDS)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  // Without a guard the group is where it was before there was one.
  const ended = once(shell, 'exit').catch(() => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  return {
    release: async () => {
      shell.ref()
      shell.stdin.end('released\n')
      await ended
    },
  }
}
