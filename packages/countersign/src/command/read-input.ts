import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CountersignError } from '@countersign/core'
import type { CommandIo } from './command-io.js'
import { reasonOf } from './write-result.js'

/** An input file or stdin may have this many bytes. */
const MAX_INPUT_BYTES = 64 * 1024 * 1024

/** The bytes of a file, or of stdin where the name is `-`. Throws `ERR_COMMAND_FILE`. */
export async function readInputBytes(io: CommandIo, name: string): Promise<Buffer> {
  if (name === '-') return readStdin(io)
  try {
    return await readFile(resolve(io.cwd, name))
  } catch (cause) {
    throw new CountersignError('ERR_COMMAND_FILE', `${name} cannot be read: ${reasonOf(cause)}.`, { cause })
  }
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

async function readStdin(io: CommandIo): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of io.stdin) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    length += bytes.length
    if (length > MAX_INPUT_BYTES) {
      throw new CountersignError(
        'ERR_COMMAND_FILE',
        `The standard input has more than ${MAX_INPUT_BYTES} bytes.`,
      )
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
