import { writeSync } from 'node:fs'
import { isMainThread, Worker, workerData } from 'node:worker_threads'

/** An input that takes this long (ms) hangs as far as anybody who waits is concerned. */
const MAX_HANG_MS = 20_000
const MAX_INPUT_BYTES = 256 * 1024
/** Places in the shared numbers. */
const TURN = 0
const LENGTH = 1

/**
 * Ends the process with the input on stdout when one never comes back: nothing in a thread that is stuck can do that. The watch
 * begins with the first input and must be told of each.
 */
export function createWatchdog(targetName) {
  const numbers = new Int32Array(new SharedArrayBuffer(8))
  const bytes = Buffer.from(new SharedArrayBuffer(MAX_INPUT_BYTES))
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { numbers, shared: bytes.buffer, targetName },
  })
  worker.unref()
  return {
    watch(input) {
      numbers[LENGTH] = input.copy(bytes)
      Atomics.add(numbers, TURN, 1)
    },
    close: () => worker.terminate(),
  }
}

if (!isMainThread && workerData?.targetName !== undefined) {
  const { numbers, shared, targetName } = workerData
  let last = 0
  setInterval(() => {
    const turn = Atomics.load(numbers, TURN)
    if (turn === last && turn > 0) {
      const input = Buffer.from(shared, 0, numbers[LENGTH]).toString('base64url')
      writeSync(1, `${targetName}: HANGS\n    npm run fuzz -- ${targetName} --input ${input}\n`)
      process.kill(process.pid, 'SIGKILL')
    }
    last = turn
  }, MAX_HANG_MS)
}
