import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { CountersignError } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { guardGroup } from './guard-group.js'

/** How long the service may take to end itself after Ctrl-C (ms). */
const GRACE = 5_000

/** Runs the command with this environment until it ends or Ctrl-C; returns its exit code. Throws `ERR_COMMAND_CHILD`. */
export async function runService(
  io: CommandIo,
  [command = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const inherited = Object.fromEntries(
    Object.entries(io.env).filter(([name]) => !name.startsWith('COUNTERSIGN_')),
  )
  // A group of its own: `npm start` and the like leave grandchildren, and all of them must end with us.
  const child = spawn(command, args, {
    cwd: io.cwd,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  })
  const ended = once(child, 'exit')
  const guard = child.pid === undefined ? undefined : guardGroup(child.pid)
  const onInterrupt = (): void => void stop(child)
  io.interrupted.addEventListener('abort', onInterrupt, { once: true })
  if (io.interrupted.aborted) onInterrupt()
  try {
    const [code] = (await ended) as [number | null]
    return io.interrupted.aborted ? 0 : (code ?? 1)
  } catch (cause) {
    throw new CountersignError('ERR_COMMAND_CHILD', `"${command}" could not be started.`, { cause })
  } finally {
    io.interrupted.removeEventListener('abort', onInterrupt)
    signalGroup(child, 'SIGKILL')
    await guard?.release()
  }
}

async function stop(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGTERM')
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE)
  await once(child, 'exit').catch(() => undefined)
  clearTimeout(timer)
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // Nobody of the group is left.
  }
}
