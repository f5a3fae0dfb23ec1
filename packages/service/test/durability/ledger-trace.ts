/**
 * The reader of traces that the ledger's tests have. It is no part of what the package exports, so it is taken from where
 * those tests are built, as they are when these are run.
 */
export interface FileEvent {
  readonly call: 'write' | 'sync'
  readonly path: string
  readonly data: string
}

export interface Mark {
  readonly what: 'run' | 'answer'
  readonly text: string
  readonly event: FileEvent
}

export interface MarkFindings {
  readonly runs: number
  readonly answers: number
  readonly early: readonly string[]
}

interface LedgerTrace {
  whyNoTrace(): string | false
  traceOptions(output: string): string[]
  readTrace(output: string): Promise<string[]>
  readFileTrace(lines: readonly string[]): FileEvent[]
  findEarlyMarks(events: readonly FileEvent[], ledger: string, marks: readonly Mark[]): MarkFindings
  unsyncedDriver(driver: string): string
  skipReason(driver: string): Promise<string | false>
}

async function load<Name extends keyof LedgerTrace>(file: string, name: Name): Promise<LedgerTrace[Name]> {
  const { href } = new URL(`../../../../ledger/dist/test/${file}`, import.meta.url)
  return ((await import(href)) as Pick<LedgerTrace, Name>)[name]
}

export const whyNoTrace = await load('durability/trace-command.js', 'whyNoTrace')
export const traceOptions = await load('durability/trace-command.js', 'traceOptions')
export const readTrace = await load('durability/trace-command.js', 'readTrace')
export const readFileTrace = await load('durability/file-trace.js', 'readFileTrace')
export const findEarlyMarks = await load('durability/find-early-marks.js', 'findEarlyMarks')
export const unsyncedDriver = await load('durability/unsynced-driver.js', 'unsyncedDriver')
export const skipReason = await load('sqlite/sqlite-fixture.js', 'skipReason')
