import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CountersignTypeError } from '@countersign/core/errors'
import { WriterClient } from './writer-client.js'
import type { WriterStart } from './writer-messages.js'

export interface WriterRequest {
  readonly file: string
  readonly driver: string | undefined
  /** Where it is not FILE-witness. */
  readonly witness: string | undefined
  /** See `WriterStart`. */
  readonly at: number
}

interface SharedWriter {
  readonly client: WriterClient
  readonly driver: string | undefined
  readonly witnessFile: string
  readonly opened: Promise<void>
  users: number
}

export interface WriterLease {
  readonly client: WriterClient
  /** Gives the writer back; the last one to do so ends its thread. */
  release(): Promise<void>
}

const writers = new Map<string, SharedWriter>()
const closing = new Map<string, Promise<void>>()

/**
 * One writer thread per file and process, however many ledgers open it. Two copies of SQLite in one process would
 * break each other's locks on a file (https://sqlite.org/howtocorrupt.html, section 2.2.1), so another driver for a
 * file that is open already is refused.
 */
export async function leaseWriter(request: WriterRequest): Promise<WriterLease> {
  const { driver, witness, at } = request
  const file = resolveFile(request.file)
  const witnessFile = witness === undefined ? `${file}-witness` : resolveFile(witness)
  await closing.get(file)
  const shared = writers.get(file) ?? startWriter(file, { driver, witnessFile, at })
  if (shared.driver !== driver) {
    throw new CountersignTypeError(
      'ERR_LEDGER_ARGUMENT',
      `${file} is already open with another SQLite driver`,
    )
  }
  if (shared.witnessFile !== witnessFile) {
    throw new CountersignTypeError('ERR_LEDGER_ARGUMENT', `${file} is already open with another witness`)
  }
  shared.users++
  try {
    await shared.opened
  } catch (error) {
    if (writers.get(file) === shared) writers.delete(file)
    throw error
  }
  return { client: shared.client, release: () => releaseWriter(file, shared) }
}

function startWriter(
  file: string,
  { driver, witnessFile, at }: Pick<WriterStart, 'driver' | 'witnessFile' | 'at'>,
): SharedWriter {
  const reached = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT))
  const sent = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const client = new WriterClient({ file, driver, witnessFile, at, reached, sent })
  const shared: SharedWriter = { client, driver, witnessFile, opened: client.open(), users: 0 }
  writers.set(file, shared)
  return shared
}

async function releaseWriter(file: string, shared: SharedWriter): Promise<void> {
  shared.users--
  if (shared.users > 0) return
  writers.delete(file)
  const closed = shared.client.close()
  closing.set(file, closed)
  try {
    await closed
  } finally {
    if (closing.get(file) === closed) closing.delete(file)
  }
}

/** One name per file, whatever links lead to it. */
function resolveFile(path: string): string {
  const absolute = resolve(path)
  try {
    return realpathSync(absolute)
  } catch {
    return resolveFolder(absolute)
  }
}

function resolveFolder(absolute: string): string {
  try {
    return join(realpathSync(dirname(absolute)), basename(absolute))
  } catch {
    return absolute
  }
}
