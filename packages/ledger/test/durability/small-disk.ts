import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own, in memory, that can be full, grow, and become read-only. */
export interface SmallDisk {
  readonly path: string
  /** Changes options of the mount, e.g. `size=8m` or `ro`. */
  remount(options: string): void
  remove(): void
}

export function mountSmallDisk(size: string): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'countersign-disk-'))
  try {
    run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', path])
  } catch (error) {
    rmdirSync(path)
    throw error
  }
  return {
    path,
    remount: (options) => run('mount', ['-o', `remount,${options}`, path]),
    remove: () => {
      run('umount', [path])
      rmdirSync(path)
    },
  }
}

/** Why no disk can be mounted here; false when one can. */
export function whyNoSmallDisk(): string | false {
  if (process.platform !== 'linux') return 'tmpfs is for Linux'
  try {
    mountSmallDisk('64k').remove()
    return false
  } catch {
    return 'only root, with leave to mount, can make a disk that fills up'
  }
}

function run(command: string, args: readonly string[]): void {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (error || status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`)
}
