// How late the event loop is for a timer, while something runs. node:perf_hooks' monitor goes on from where it was
// stopped, so that stopping and starting it counts the pause between two passes as a delay.
import { createHistogram } from 'node:perf_hooks'

/** Milliseconds between two looks. */
const INTERVAL = 1

export function createDelayMonitor() {
  const histogram = createHistogram()
  return {
    /** Runs the work and watches meanwhile, and at no other time. */
    during: async (work) => {
      let timer
      const look = () => {
        const due = performance.now() + INTERVAL
        timer = setTimeout(() => {
          // In microseconds, from 1 on: the histogram takes whole numbers.
          histogram.record(Math.max(1, Math.round((performance.now() - due) * 1_000)))
          look()
        }, INTERVAL)
      }
      look()
      try {
        return await work()
      } finally {
        clearTimeout(timer)
      }
    },
    /** Milliseconds. */
    p99: () => Number((histogram.percentile(99) / 1_000).toFixed(1)),
  }
}
