import type { CommandIo } from './command-io.js'

/** What a command's module gets to hang itself into the program. */
export interface CommandContext {
  readonly io: CommandIo
  /** The exit code of the command that ran; the last word counts. */
  readonly setExitCode: (code: number) => void
}
