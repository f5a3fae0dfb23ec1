import { startBudget } from '../pipeline/budget.js'

/** Requests and handlers that still run, so that closing can wait for their outcome to be settled. */
export interface RunningWork {
  /** True once {@link RunningWork.drain} was called: nothing new may start. */
  readonly closing: boolean
  add(work: Promise<unknown>): void
  /** Refuses new work and waits for what runs, at most so many milliseconds. */
  drain(limitMs: number): Promise<void>
}

export function createRunningWork(): RunningWork {
  const works = new Set<Promise<unknown>>()
  let closing = false
  return {
    get closing() {
      return closing
    },
    add(work) {
      const forget = () => void works.delete(tracked)
      const tracked: Promise<void> = work.then(forget, forget)
      works.add(tracked)
    },
    async drain(limitMs) {
      closing = true
      const budget = startBudget(limitMs)
      // A request that is answered late leaves its handler behind, which is then waited for as well.
      while (works.size > 0 && !budget.expired) await budget.race(Promise.all(works))
      budget.end()
    },
  }
}
