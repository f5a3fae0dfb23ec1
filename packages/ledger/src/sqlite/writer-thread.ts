import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { GroupWriter } from './group-writer.js'
import { LedgerStore } from './ledger-store.js'
import { loadDriver } from './load-driver.js'
import { openDatabase } from './open-database.js'
import type { Call } from './operations.js'
import type { WriterCommand, WriterReply, WriterStart } from './writer-messages.js'
import { toPlainError } from './writer-messages.js'

/** How long a group waits for the rest of a burst, in milliseconds: less than a commit takes. */
const REST_MS = 1

/** The writer thread: it alone touches the database, so that no disk ever holds up the event loop. */
async function runWriter(port: MessagePort, start: WriterStart): Promise<void> {
  const store = await openStore(start)
  let isClosing = false
  let isClosed = false
  let isMoreOnItsWay = false
  const reply = (message: WriterReply): void => {
    port.postMessage(message)
  }
  const accept = (command: WriterCommand): readonly Call[] => {
    isMoreOnItsWay = command.type === 'calls' && command.more
    if (command.type === 'calls') return command.calls
    isClosing = true
    return []
  }
  const pull = (): readonly Call[] => {
    const calls: Call[] = []
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
      calls.push(...accept(next.message as WriterCommand))
    }
    return calls
  }
  const writer = new GroupWriter(store, {
    succeed: (callIds, results) => {
      reply({ type: 'done', callIds, results })
    },
    fail: (callIds, error) => {
      reply({ type: 'failed', callIds, error: toPlainError(error) })
    },
    pull,
    pullRest: () => {
      const deadline = performance.now() + REST_MS
      while (isMoreOnItsWay) {
        const seen = Atomics.load(start.sent, 0)
        const calls = pull()
        if (calls.length > 0) return calls
        const left = deadline - performance.now()
        if (left <= 0) break
        Atomics.wait(start.sent, 0, seen, left)
      }
      return []
    },
    giveUp: (error) => {
      reply({ type: 'gave-up', error: toPlainError(error) })
      isClosing = true
    },
  })
  const work = async (): Promise<void> => {
    await writer.run()
    if (!isClosing || isClosed || writer.isRunning) return
    isClosed = true
    store.close()
    port.close()
  }
  port.on('message', (command: WriterCommand) => {
    writer.add(accept(command))
    work().catch((error: unknown) => {
      // Nothing above may throw; if it does, the thread dies and every call that waits is refused.
      setImmediate(() => {
        throw error
      })
    })
  })
  reply({ type: 'ready' })
}

async function openStore(start: WriterStart): Promise<LedgerStore> {
  const { file, driver, witnessFile, at, reached } = start
  const now = at === 0 ? Date.now() : at
  const opened = openDatabase(await loadDriver(driver), { file, witnessFile, now, atLeast: reached[0] ?? 0 })
  return new LedgerStore(file, opened, reached)
}

if (parentPort) {
  const port = parentPort
  runWriter(port, workerData as WriterStart).catch((error: unknown) => {
    const message: WriterReply = { type: 'gave-up', error: toPlainError(error) }
    port.postMessage(message)
    port.close()
  })
}
