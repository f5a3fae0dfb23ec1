import { realpath } from 'node:fs/promises'
import { CountersignError } from '@countersign/core'
import { readRunningFile } from './running-file.js'

/** Folders in use by this process: its own pid in a left-over file says nothing (in a container it is always 1). */
const openFolders = new Set<string>()

/**
 * Takes a data folder for one emulator.
 *
 * @returns a function that gives it back
 * @throws CountersignError ERR_EMULATOR_ALREADY_RUNNING
 */
export async function lockFolder(dataDir: string): Promise<() => void> {
  const folder = await realpath(dataDir)
  const running = await readRunningFile(dataDir)
  const elsewhere = running !== undefined && running.pid !== process.pid && isAlive(running.pid)
  if (elsewhere || openFolders.has(folder)) throw new CountersignError('ERR_EMULATOR_ALREADY_RUNNING')
  openFolders.add(folder)
  return () => {
    openFolders.delete(folder)
  }
}

function isAlive(pid: unknown): boolean {
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
