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

/** A class rather than an object with a getter: every such object is of a shape of its own, one for each request. */
class TimedBudget implements Budget {
  readonly #expiry: Promise<'late'>
  readonly #timer: NodeJS.Timeout
  #expired = false

  constructor(milliseconds: number) {
    let expire: (verdict: 'late') => void = () => undefined
    this.#expiry = new Promise((resolve) => (expire = resolve))
    this.#timer = setTimeout(() => {
      this.#expired = true
      expire('late')
    }, milliseconds)
  }

  get expired(): boolean {
    return this.#expired
  }

  race<Value>(work: Promise<Value>): Promise<Value | 'late'> {
    return Promise.race([work, this.#expiry])
  }

  async pause(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const pause = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    })
    await Promise.race([pause, this.#expiry])
    clearTimeout(timer)
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
