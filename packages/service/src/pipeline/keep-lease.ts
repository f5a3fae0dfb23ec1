import type { Ledger } from '@countersign/ledger'

export interface KeptLease {
  /** Aborted once the reservation is lost. */
  readonly signal: AbortSignal
  stop(): void
}

/** Renews a reservation at a third of its lease for as long as its handler runs. */
export function keepLease(ledger: Ledger, reservationId: string, leaseMs: number): KeptLease {
  const lost = new AbortController()
  const timer = setInterval(() => {
    ledger.renew(reservationId, leaseMs).then(
      (held) => {
        if (!held) lose()
      },
      // A ledger that is down may be back before the lease ends: the next renewal tells.
      () => undefined,
    )
  }, leaseMs / 3)
  // A handler that never ends must not keep a process that was told to end.
  timer.unref()
  const lose = () => {
    clearInterval(timer)
    lost.abort()
  }
  return {
    // Made when somebody asks for it: a signal is dear, and most handlers never look.
    get signal() {
      return lost.signal
    },
    stop() {
      clearInterval(timer)
    },
  }
}
