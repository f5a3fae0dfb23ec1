import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CountersignError } from '@countersign/core'
import { writeFileAtomically } from './write-file-atomically.js'

/** How another process finds a running emulator. Mode 600: whoever reads it may press buttons. */
export interface RunningEmulator {
  readonly url: string
  readonly smtp: { readonly host: string; readonly port: number }
  readonly secret: string
  readonly pid: number
  readonly issuerBase: string
  readonly keyThumbprints: readonly string[]
}

/** The file in the data folder that exists while an emulator runs on it. */
export const RUNNING_FILE = 'emulator.json'

/** Reads the file of a running emulator, or undefined where there is none. */
export async function readRunningFile(dataDir: string): Promise<RunningEmulator | undefined> {
  const file = join(dataDir, RUNNING_FILE)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CountersignError('ERR_EMULATOR_DATA_FOLDER', `${file} cannot be read.`, { cause: error })
  }
  try {
    return JSON.parse(text) as RunningEmulator
  } catch (error) {
    throw new CountersignError('ERR_EMULATOR_DATA_FOLDER', `${file} is not JSON.`, { cause: error })
  }
}

export async function writeRunningFile(dataDir: string, running: RunningEmulator): Promise<void> {
  await writeFileAtomically(join(dataDir, RUNNING_FILE), `${JSON.stringify(running, null, 2)}\n`)
}

export async function removeRunningFile(dataDir: string): Promise<void> {
  await rm(join(dataDir, RUNNING_FILE), { force: true })
}
