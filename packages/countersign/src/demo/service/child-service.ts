import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ErrorCode } from '@countersign/core'
import type { Bank } from '../bank.js'
import type {
  Expense,
  MailedExpense,
  MessageFromService,
  MessageToService,
  SeenEvent,
  ServiceOrder,
  ServiceSetup,
} from './messages.js'

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url))
/** Events that are kept, the latest. */
const MAX_EVENTS = 2_000
/** What a process needs of its surroundings; nothing of them configures the service. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot']
/** What it wrote to stderr, for the error when it ends unasked; characters. */
const MAX_SAID = 4_000
/** How long it may take to close itself (ms). */
const GRACE_MS = 3_000

/** The example service in a process of its own, which can really be killed. */
export class ChildService {
  readonly #bank: Bank
  readonly #events: SeenEvent[] = []
  readonly #orders = new Map<number, { resolve: () => void; reject: (error: Error) => void }>()
  #child: ChildProcess
  #said = ''
  #url = ''
  #setup: ServiceSetup | undefined
  #lastOrder = 0

  /** The process begins at once, to be up when its configuration is known. */
  constructor(bank: Bank) {
    this.#bank = bank
    this.#child = this.#fork()
  }

  /** Another one after each start. */
  get url(): string {
    return this.#url
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  async configure(setup: ServiceSetup): Promise<void> {
    this.#setup = setup
    await this.#listen(setup)
  }

  /** After `kill`: on the same ledger and the same expenses. */
  async startAgain(): Promise<void> {
    if (this.#setup === undefined) throw new Error('The example service has not been configured.')
    this.#child = this.#fork()
    await this.#listen(this.#setup)
  }

  sendExpense(expense: MailedExpense): Promise<void> {
    return this.#order({ do: 'send', expense })
  }

  /** Posts an expense to the channel. */
  postExpense(expense: Expense): Promise<void> {
    return this.#order({ do: 'post', expense })
  }

  withdraw(id: string): Promise<void> {
    return this.#order({ do: 'withdraw', id })
  }

  /** What the service reported about these requests (Action-Request-Id, or the id of an add-in's call), everything up to now. */
  async eventsOf(requestIds: readonly string[]): Promise<readonly SeenEvent[]> {
    await this.#order({ do: 'flush' })
    return this.#events.filter(({ requestId }) => requestId !== undefined && requestIds.includes(requestId))
  }

  /** The code in the service's own log; whoever called was told something general. */
  async codeOf(requestId: string): Promise<ErrorCode | undefined> {
    const events = await this.eventsOf([requestId])
    return events.findLast(({ type, code }) => code !== undefined && type !== 'action.checked')?.code
  }

  /** SIGKILL: nothing can be tidied up, recorded or said any more. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }

  async close(): Promise<void> {
    const child = this.#child
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    await this.#order({ do: 'close' }).catch(() => undefined)
    child.kill('SIGTERM')
    await ended
    clearTimeout(timer)
  }

  #fork(): ChildProcess {
    const inherited = INHERITED.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value] as const]
    })
    const child = fork(MAIN, [], {
      env: Object.fromEntries(inherited),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-MAX_SAID)
    })
    child.on('message', (message: MessageFromService) => this.#receive(child, message))
    // Whoever waits for it hears of it by its end.
    child.on('error', () => undefined)
    child.on('exit', () => {
      if (this.#child === child) this.#fail(this.#endError())
    })
    return child
  }

  #listen(setup: ServiceSetup): Promise<void> {
    const child = this.#child
    return new Promise((resolve, reject) => {
      child.on('message', (message: MessageFromService) => {
        if (message.type === 'listening') resolve()
      })
      child.once('error', reject)
      child.once('exit', () => reject(this.#endError()))
      if (child.exitCode !== null || child.signalCode !== null) reject(this.#endError())
      else tell(child, { type: 'configure', setup })
    })
  }

  #endError(): Error {
    return new Error(`The example service has ended. ${this.#said.trim()}`)
  }

  #receive(child: ChildProcess, message: MessageFromService): void {
    switch (message.type) {
      case 'listening':
        this.#url = message.url
        return
      case 'event':
        this.#events.push(message.event)
        if (this.#events.length > MAX_EVENTS) this.#events.shift()
        return
      case 'pay':
        if (this.#bank.pay(message.item)) tell(child, { type: 'paid', id: message.id })
        return
      case 'done': {
        const order = this.#orders.get(message.id)
        this.#orders.delete(message.id)
        if (message.error === undefined) order?.resolve()
        else order?.reject(new Error(message.error))
      }
    }
  }

  #order(order: ServiceOrder): Promise<void> {
    const child = this.#child
    if (!child.connected) return Promise.reject(new Error('The example service is not running.'))
    this.#lastOrder += 1
    const id = this.#lastOrder
    return new Promise((resolve, reject) => {
      this.#orders.set(id, { resolve, reject })
      tell(child, { type: 'order', id, order })
    })
  }

  #fail(error: Error): void {
    for (const { reject } of this.#orders.values()) reject(error)
    this.#orders.clear()
  }
}

function tell(child: ChildProcess, message: MessageToService): void {
  // A process that is just ending closes its end first; its exit says the rest.
  if (child.connected) child.send(message, () => undefined)
}
