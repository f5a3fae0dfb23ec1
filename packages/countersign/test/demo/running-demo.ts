import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { bin } from '../support/run-command.js'

/** `countersign demo` as a child process, without a display. */
export class RunningDemo {
  output = ''
  readonly child: ChildProcess
  #ended = false
  #waiting: (() => void)[] = []

  constructor(
    folder: string,
    args: readonly string[] = ['--no-open'],
    env: Readonly<Record<string, string>> = {},
  ) {
    this.child = spawn(process.execPath, [bin, 'demo', ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text
        this.#wake()
      })
    }
    this.child.once('exit', () => {
      this.#ended = true
      this.#wake()
    })
  }

  /** Waits until the output has this; the first group of it. */
  async find(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.output)
      if (match) return match[1] ?? match[0]
      if (this.#ended) throw new Error(`The demo has ended:\n${this.output}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** Ctrl-C, to this process alone. Returns the exit code. */
  async interrupt(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode
    const ended = once(this.child, 'exit')
    this.child.kill('SIGINT')
    return ((await ended) as [number | null])[0]
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
