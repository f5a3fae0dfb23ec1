import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { bin } from '../support/run-command.js'
import { repository } from './repository.js'
import { strangersEnv } from './stranger-folder.js'

export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `npx countersign …` in a folder, as a person would type it. */
export async function countersign(folder: string, args: readonly string[]): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      'npx',
      ['--no-install', 'countersign', ...args],
      { cwd: folder, env: strangersEnv },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    )
  })
}

const DEV = ['dev', '--smtp', '0', '--http', '0']

/** `countersign dev -- …` in the background. */
export class RunningDev {
  output = ''
  readonly #child: ChildProcess

  private constructor(command: string, args: readonly string[], cwd: string) {
    this.#child = spawn(command, args, {
      cwd,
      env: strangersEnv,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text))
    }
  }

  /** As a stranger types it in the folder of a service of theirs. */
  static inFolder(folder: string, command: readonly string[]): RunningDev {
    return new RunningDev('npx', ['--no-install', 'countersign', ...DEV, '--', ...command], folder)
  }

  /** With a data folder elsewhere, so that the repository stays as it is. */
  static inRepository(data: string, command: readonly string[], flags: readonly string[] = []): RunningDev {
    const args = [bin, ...DEV, ...flags, '--data', data, '--', ...command]
    return new RunningDev(process.execPath, args, repository)
  }

  /** Tries until the check gives something; fails with what the command printed. */
  async waitFor<T>(check: () => Promise<T | undefined>, what: string, timeoutMs = 60_000): Promise<T> {
    const end = Date.now() + timeoutMs
    for (;;) {
      const found = await check()
      if (found !== undefined) return found
      if (this.#child.exitCode !== null)
        throw new Error(`dev ended while waiting for ${what}:\n${this.output}`)
      if (Date.now() > end) throw new Error(`No ${what} within ${timeoutMs} ms:\n${this.output}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }

  /** Ctrl-C, as a terminal sends it: to the whole process group. Returns the exit code. */
  async interrupt(): Promise<number> {
    const { pid } = this.#child
    const { exitCode, signalCode } = this.#child
    if (pid === undefined || exitCode !== null || signalCode !== null) return exitCode ?? -1
    process.kill(-pid, 'SIGINT')
    const [code] = (await once(this.#child, 'exit')) as [number | null]
    return code ?? 0
  }
}
