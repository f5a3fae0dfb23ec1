import { fork } from 'node:child_process'
import type { ChildProcess, ForkOptions } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ChildTask } from './ledger-child.js'

export type ChildMessage = Readonly<Record<string, unknown>>

/** A child with everything it has said so far. */
export class LedgerChild {
  readonly messages: ChildMessage[] = []
  readonly #process: ChildProcess
  readonly #exited: Promise<void>
  #wake: () => void = () => undefined

  constructor(task: ChildTask, options: ForkOptions = {}) {
    const script = fileURLToPath(new URL('./ledger-child.js', import.meta.url))
    this.#process = fork(script, [JSON.stringify(task)], { ...options, execArgv: [] })
    this.#process.on('message', (message) => {
      this.messages.push(message as ChildMessage)
      this.#wake()
    })
    this.#exited = new Promise((resolve) => {
      this.#process.once('exit', () => {
        resolve()
        this.#wake()
      })
    })
  }

  /** The first message that has the member; rejects when the child ends without one. */
  async waitFor(member: string): Promise<ChildMessage> {
    for (;;) {
      const found = this.messages.find((message) => member in message)
      if (found) return found
      if (this.#process.exitCode !== null || this.#process.signalCode !== null) {
        throw new Error(`the child ended without ${member}: ${JSON.stringify(this.messages)}`)
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  async go(): Promise<void> {
    await this.waitFor('ready')
    this.#process.send('go')
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#exited
  }

  stop(): void {
    this.#process.kill('SIGSTOP')
  }

  get exited(): Promise<void> {
    return this.#exited
  }
}
