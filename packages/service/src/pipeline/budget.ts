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
  let expired = false
  let expire: () => void = () => undefined
  const expiry = new Promise<'late'>((resolve) => {
    expire = () => {
      expired = true
      resolve('late')
    }
  })
  const timer = setTimeout(expire, milliseconds)
  return {
    get expired() {
      return expired
    },
    race: (work) => Promise.race([work, expiry]),
    async pause(pauseMs) {
      let pauseTimer: NodeJS.Timeout | undefined
      const pause = new Promise<void>((resolve) => {
        pauseTimer = setTimeout(resolve, pauseMs)
      })
      await Promise.race([pause, expiry])
      clearTimeout(pauseTimer)
    },
    end() {
      clearTimeout(timer)
    },
  }
}
