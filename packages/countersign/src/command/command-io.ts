import type { Readable, Writable } from 'node:stream'

/** Everything a command touches outside itself, so that it can be run in a test as it runs in a shell. */
export interface CommandIo {
  readonly stdin: Readable
  /** Results only. */
  readonly stdout: Writable
  /** Progress and errors. */
  readonly stderr: Writable
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Aborts on Ctrl-C: a command that runs until then ends itself and leaves nothing behind. */
  readonly interrupted: AbortSignal
}
