import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CountersignError } from '@countersign/core'
import type { CommandIo } from './command-io.js'

/** Mode of files that hold a secret: readable by their owner only. */
export const SECRET_FILE_MODE = 0o600
const PLAIN_FILE_MODE = 0o644

/** Writes a result to `--out FILE`, or to stdout where none is given. */
export async function writeResult(
  io: CommandIo,
  text: string,
  options: { readonly out?: string | undefined; readonly secret?: boolean } = {},
): Promise<void> {
  const ended = text.endsWith('\n') ? text : `${text}\n`
  if (options.out === undefined || options.out === '-') {
    io.stdout.write(ended)
    return
  }
  try {
    // A secret never replaces a file: that may be a key in use, and its mode would stay what it was.
    await writeFile(resolve(io.cwd, options.out), ended, {
      mode: options.secret ? SECRET_FILE_MODE : PLAIN_FILE_MODE,
      flag: options.secret ? 'wx' : 'w',
    })
  } catch (cause) {
    throw new CountersignError('ERR_COMMAND_FILE', `${options.out} cannot be written: ${reasonOf(cause)}.`, {
      cause,
    })
  }
}

/** One JSON object on one line: what scripts read. */
export function writeJson(io: CommandIo, value: unknown): void {
  io.stdout.write(`${JSON.stringify(value)}\n`)
}

/** The system's short word for a failed file operation, e.g. `no such file`. */
export function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const words: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'permission is denied',
    EISDIR: 'it is a folder',
    EEXIST: 'there is a file of this name already',
    ENOTDIR: 'a part of its path is not a folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the file system is read-only',
  }
  return words[code] ?? (code || 'unknown reason')
}
