// The two ends of a conversation with a process of the load run: questions go down and answers come back; what the
// child tells by itself are events. A child ends with its parent.
import { fork } from 'node:child_process'
import { once } from 'node:events'

/** How long a child that was asked to end may take, in ms. */
const STOP_WITHIN = 20_000

/** Starts a module of this folder. `onEvent(name, value)` is called for what it tells by itself. */
export function startChild(file, { execArgv = [], onEvent = () => undefined } = {}) {
  const child = fork(new URL(file, import.meta.url), [], {
    execArgv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const waiting = new Map()
  let printed = ''
  let asked = 0
  child.stderr.setEncoding('utf8').on('data', (text) => (printed = `${printed}${text}`.slice(-4_000)))
  child.on('message', ({ id, event, value, failure }) => {
    if (event !== undefined) return onEvent(event, value)
    const { resolve, reject } = waiting.get(id)
    waiting.delete(id)
    if (failure === undefined) resolve(value)
    else reject(new Error(`${file}: ${failure}`))
  })
  // Only once it is closed has everything arrived that it printed.
  child.once('close', (code, signal) => {
    for (const { reject } of waiting.values())
      reject(new Error(`${file} ended early (${signal ?? `exit code ${code}`}).\n${printed}`))
    waiting.clear()
  })
  return {
    ask(name, value) {
      return new Promise((resolve, reject) => {
        const id = ++asked
        waiting.set(id, { resolve, reject })
        // A child that is gone is told by 'close'.
        child.send({ id, name, value }, (error) => error && reject(new Error(`${file} is gone.\n${printed}`)))
      })
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      if (child.connected) child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN)
      await ended
      clearTimeout(timer)
    },
  }
}

/** In the child: answers questions by their names, and ends when the parent is gone or wants it. */
export function answerParent(answers, end = () => undefined) {
  process.on('message', async ({ id, name, value }) => {
    try {
      process.send({ id, value: await answers[name](value) })
    } catch (error) {
      process.send({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
  process.once('disconnect', async () => {
    await end()
    process.exit(0)
  })
  // Ctrl-C in a terminal reaches the children too; it is the parent that ends them, in order.
  process.on('SIGINT', () => undefined)
}

/** In the child. */
export function tellParent(event, value) {
  if (process.connected) process.send({ event, value })
}
