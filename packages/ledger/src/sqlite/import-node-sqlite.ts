import type { SqliteDriver, SqliteDatabase } from './sqlite-driver.js'

type DatabaseConstructor = new (file: string) => SqliteDatabase

/**
 * Loads node:sqlite, or returns undefined where this Node has none. Some releases print an ExperimentalWarning
 * then; that one warning is dropped, in this thread, while the module loads, and nothing else is.
 */
export async function importNodeSqlite(): Promise<SqliteDriver | undefined> {
  // Held in a variable, because the types of the oldest supported Node know no such module.
  const specifier = 'node:sqlite'
  let module: unknown
  try {
    module = await withoutSqliteWarning(() => import(specifier))
  } catch {
    return undefined
  }
  const DatabaseSync = readConstructor(module)
  return DatabaseSync && { open: (file) => new DatabaseSync(file) }
}

function readConstructor(module: unknown): DatabaseConstructor | undefined {
  if (typeof module !== 'object' || module === null || !('DatabaseSync' in module)) return undefined
  return module.DatabaseSync as DatabaseConstructor
}

/** Exported for its test: which Node prints the warning changes with its version. */
export async function withoutSqliteWarning<T>(load: () => Promise<T>): Promise<T> {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is put back as it was
  const original = process.emitWarning
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (isSqliteWarning(warning, rest[0])) return
    Reflect.apply(original, process, [warning, ...rest])
  }
  try {
    return await load()
  } finally {
    process.emitWarning = original
  }
}

function isSqliteWarning(warning: string | Error, type: unknown): boolean {
  const isExperimental =
    type === 'ExperimentalWarning' || (warning instanceof Error && warning.name === 'ExperimentalWarning')
  return isExperimental && /\bSQLite\b/.test(String(warning))
}
