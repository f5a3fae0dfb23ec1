import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { CountersignError, isCodedError } from '@countersign/core'
import type { CommandIo } from './command-io.js'
import { reasonOf } from './write-result.js'

/** An input file or stdin may have this many bytes. */
const MAX_INPUT_BYTES = 64 * 1024 * 1024

/** The bytes of a file, or of stdin where the name is `-`. Throws `ERR_COMMAND_FILE`, `ERR_COMMAND_INTERRUPTED`. */
export async function readInputBytes(io: CommandIo, name: string): Promise<Buffer> {
  if (name === '-') return readAll(io, io.stdin, 'The standard input')
  try {
    const file = await open(resolve(io.cwd, name))
    try {
      // A device such as /dev/zero has no end, so what a file says of its size is not asked.
      return await readAll(io, file.createReadStream({ autoClose: false }), showName(name))
    } finally {
      await file.close()
    }
  } catch (cause) {
    if (isCodedError(cause)) throw cause
    const shown = showName(name)
    // The system's own message repeats the name.
    const options = shown === name ? { cause } : {}
    throw new CountersignError('ERR_COMMAND_FILE', `${shown} cannot be read: ${reasonOf(cause)}.`, options)
  }
}

/** A token or a key that somebody gave in place of the name of its file must not come back in an error (H05). */
function showName(name: string): string {
  return /[\w-]{40,}/.test(name) ? 'The input file' : name
}

export async function readInput(io: CommandIo, name: string): Promise<string> {
  return (await readInputBytes(io, name)).toString('utf8')
}

/** The non-empty lines of an input, trimmed: what `--batch` reads. */
export async function readLines(io: CommandIo, name: string): Promise<string[]> {
  return (await readInput(io, name))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * A secret from a file option, or else from an environment variable or the file that `<VARIABLE>_FILE` names.
 * Secrets are never arguments: those stand in the process list and in the shell's history.
 */
export async function readSecret(
  io: CommandIo,
  source: { readonly file?: string | undefined; readonly variable: string; readonly option: string },
): Promise<string> {
  if (source.file !== undefined) return (await readInput(io, source.file)).trim()
  const value = io.env[source.variable]
  if (value !== undefined && value !== '') return value.trim()
  const file = io.env[`${source.variable}_FILE`]
  if (file !== undefined && file !== '') return (await readInput(io, file)).trim()
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `A secret is missing: give ${source.option} FILE, or set ${source.variable} or ${source.variable}_FILE.`,
  )
}

async function readAll(io: CommandIo, stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    // Whoever waits for an input that does not come must get away with one Ctrl-C.
    for await (const chunk of addAbortSignal(io.interrupted, stream)) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      length += bytes.length
      if (length > MAX_INPUT_BYTES) {
        throw new CountersignError('ERR_COMMAND_FILE', `${name} has more than ${MAX_INPUT_BYTES} bytes.`)
      }
      chunks.push(bytes)
    }
  } catch (cause) {
    if (io.interrupted.aborted) throw new CountersignError('ERR_COMMAND_INTERRUPTED', undefined, { cause })
    if (isCodedError(cause)) throw cause
    throw new CountersignError('ERR_COMMAND_FILE', `${name} cannot be read: ${reasonOf(cause)}.`, { cause })
  }
  return Buffer.concat(chunks)
}
