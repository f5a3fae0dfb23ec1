import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { KilledServiceTask } from './killed-service-task.js'

export interface RunningService {
  readonly port: number
  kill(): Promise<void>
  /** Lets it end by itself, and what it runs under with it. */
  end(): Promise<void>
}

/** `under` is a command that runs another one, with its arguments; without it, the service runs by itself. */
export async function startService(
  task: KilledServiceTask,
  under: readonly string[] = [],
): Promise<RunningService> {
  const script = fileURLToPath(new URL('./killed-service.js', import.meta.url))
  const [execPath = process.execPath, ...execArgv] = [...under, process.execPath]
  const child = fork(script, [JSON.stringify(task)], { execPath, execArgv })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await Promise.race([
    new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message)))),
    exited.then(() => assert.fail('the service ended before it listened')),
  ])
  return {
    port,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    end: async () => {
      if (child.connected) child.disconnect()
      await exited
    },
  }
}
