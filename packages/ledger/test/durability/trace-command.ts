import { execFile, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** All that can change a file, make it durable, or send an answer. */
const CALLS = [
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'pwritev2',
  'sendto',
  'sendmsg',
  'ftruncate',
  'fsync',
  'fdatasync',
  'msync',
]
/** Bytes of each write that the trace shows: a page and more. */
const SHOWN_BYTES = 70_000

/** Why no process can be traced here; false when one can. */
export function whyNoTrace(): string | false {
  if (process.platform !== 'linux') return 'strace is for Linux'
  const { error, status, stderr } = spawnSync('strace', ['-o', '/dev/null', 'true'], { encoding: 'utf8' })
  if (error) return 'strace is not installed (Debian: apt-get install strace)'
  return status === 0 ? false : `tracing is not permitted here: ${stderr.split('\n')[0] ?? ''}`
}

/** How strace is told to write into a file what a process and its threads ask of the kernel, a line for each call. */
export function traceOptions(output: string): string[] {
  return ['-f', '-y', '-s', String(SHOWN_BYTES), '-e', `trace=${CALLS.join(',')}`, '-o', output]
}

/** Runs a script of Node's to its end, and returns its trace. */
export async function traceScript(script: string, argument: string, output: string): Promise<string[]> {
  await run('strace', [...traceOptions(output), process.execPath, script, argument], { timeout: 60_000 })
  return readTrace(output)
}

export async function readTrace(output: string): Promise<string[]> {
  return (await readFile(output, 'latin1')).split('\n')
}
