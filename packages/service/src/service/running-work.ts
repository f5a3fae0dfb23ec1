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
  return new CountedWork()
}

class CountedWork implements RunningWork {
  #closing = false
  #count = 0
  /** Whoever waits for the end: a service may be closed twice at once. */
  #finish: (() => void)[] = []
  /** One function for all of them. */
  readonly #leave = (): void => {
    this.#count -= 1
    if (this.#count === 0) for (const finish of this.#finish.splice(0)) finish()
  }

  get closing(): boolean {
    return this.#closing
  }

  add(work: Promise<unknown>): void {
    this.#count += 1
    work.then(this.#leave, this.#leave)
  }

  async drain(limitMs: number): Promise<void> {
    this.#closing = true
    const budget = startBudget(limitMs)
    // A request that is answered late leaves its handler behind, which is then waited for as well.
    while (this.#count > 0 && !budget.expired)
      await budget.race(new Promise<void>((resolve) => this.#finish.push(resolve)))
    budget.end()
  }
}
