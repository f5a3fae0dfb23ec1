import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { CountersignError } from '@countersign/core/errors'

/** Only the owner may read a ledger: it names who decided what. */
const FILE_MODE = 0o600

/**
 * Says in plain words why a path cannot be a ledger (or what else `use` names), and creates the file with mode 600 where there is none.
 *
 * It never opens a file that exists: closing it again would drop the locks that SQLite holds on it in this process
 * (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
export function prepareLedgerFile(file: string, use = 'a ledger'): void {
  const refuse = (reason: string, cause?: unknown): never => refuseFile(file, reason, { use, cause })
  const folder = dirname(file)
  const folderStat = statSync(folder, { throwIfNoEntry: false })
  if (!folderStat?.isDirectory()) refuse(`the folder ${folder} does not exist`)
  if (!isAllowed(folder, constants.W_OK | constants.X_OK)) {
    refuse(`this process may not write to the folder ${folder}, where the journal has to lie`)
  }
  createIfMissing(file, refuse)
  const stat = statSync(file)
  if (!stat.isFile()) refuse('it is not a regular file')
  if (!isAllowed(file, constants.R_OK)) refuse('this process may not read it')
  if (!isAllowed(file, constants.W_OK)) refuse('this process may not write to it')
}

export function refuseFile(
  file: string,
  reason: string,
  { use = 'a ledger', cause }: { readonly use?: string; readonly cause?: unknown } = {},
): never {
  throw new CountersignError('ERR_LEDGER_FILE', `${file} cannot be used as ${use}: ${reason}`, { cause })
}

/**
 * Tells the file from a copy of it: its inode and, where the file system knows it, when it was made. Undefined once
 * the file is gone.
 */
export function readFileIdentity(file: string): FileIdentity | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  if (!stat) return undefined
  // Where there is no birth time, Node gives the time of the last change instead, or zero.
  const madeAt = stat.birthtimeNs === stat.ctimeNs ? 0n : stat.birthtimeNs
  return { inode: String(stat.ino), madeAt: String(madeAt) }
}

export interface FileIdentity {
  readonly inode: string
  /** '0' where it is not known. */
  readonly madeAt: string
}

export function isSameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.inode === b.inode && (a.madeAt === b.madeAt || a.madeAt === '0' || b.madeAt === '0')
}

const SEQUENCE_DIGITS = 16

/**
 * A number outside the ledger, by default in FILE-witness beside it, that the ledger must at least have reached. It is
 * written after each commit, so it can lag behind the ledger but never be ahead of it; if it is, the file is an older
 * copy put back. Who puts back both at once goes unnoticed; a witness on another volume prevents that.
 */
export class Witness {
  readonly #path: string
  readonly #descriptor: number

  constructor(path: string) {
    this.#path = path
    this.#descriptor = openSync(this.#path, constants.O_RDWR | constants.O_CREAT, FILE_MODE)
  }

  read(): number | undefined {
    const text = readFileSync(this.#path, 'latin1').trim()
    return /^\d{16}$/.test(text) ? Number(text) : undefined
  }

  write(sequence: number): void {
    writeSync(this.#descriptor, `${String(sequence).padStart(SEQUENCE_DIGITS, '0')}\n`, 0, 'latin1')
  }

  flush(): void {
    fsyncSync(this.#descriptor)
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

function createIfMissing(file: string, refuse: (reason: string, cause: unknown) => never): void {
  try {
    closeSync(openSync(file, 'wx', FILE_MODE))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return
    refuse('it cannot be created', cause)
  }
}

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}
