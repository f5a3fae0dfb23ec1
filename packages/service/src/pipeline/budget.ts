/** How long an answer may take. The timer never keeps the process alive. */
export interface Budget {
  readonly expired: boolean
  /** The value if it comes in time, else `late`; the promise goes on either way. */
  race<Value>(work: Promise<Value>): Promise<Value | 'late'>
  /** Waits, but no longer than the budget. */
  pause(milliseconds: number): Promise<void>
  end(): void
}

export function startBudget(milliseconds: number): Budget {
  return new TimedBudget(milliseconds)
}

const LATE = Promise.resolve('late' as const)

/** A class rather than an object with a getter: every such object is of a shape of its own, one for each request. */
class TimedBudget implements Budget {
  readonly #timer: NodeJS.Timeout
  /** What ends the races that run. */
  readonly #expire: ((verdict: 'late') => void)[] = []
  #expired = false

  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => {
      this.#expired = true
      for (const expire of this.#expire) expire('late')
    }, milliseconds)
  }

  get expired(): boolean {
    return this.#expired
  }

  race<Value>(work: Promise<Value>): Promise<Value | 'late'> {
    if (this.#expired) return Promise.race([work, LATE])
    // What Promise.race does with half of its promises: there are two races in every request.
    return new Promise((resolve, reject) => {
      this.#expire.push(resolve)
      work.then(resolve, reject)
    })
  }

  async pause(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const pause = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    })
    await this.race(pause)
    clearTimeout(timer)
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
