import type { Ledger } from '@countersign/ledger'

export interface KeptLease {
  /** Aborted once the reservation is lost. */
  readonly signal: AbortSignal
  stop(): void
}

/** Renews a reservation at a third of its lease for as long as its handler runs. */
export function keepLease(ledger: Ledger, reservationId: string, leaseMs: number): KeptLease {
  return new RenewedLease(ledger, reservationId, leaseMs)
}

class RenewedLease implements KeptLease {
  readonly #timer: NodeJS.Timeout
  /** Made when somebody asks for the signal: it is dear, and most handlers never look. */
  #controller: AbortController | undefined
  #isLost = false

  constructor(ledger: Ledger, reservationId: string, leaseMs: number) {
    this.#timer = setInterval(() => {
      ledger.renew(reservationId, leaseMs).then(
        (held) => {
          if (!held) this.#lose()
        },
        // A ledger that is down may be back before the lease ends: the next renewal tells.
        () => undefined,
      )
    }, leaseMs / 3)
    // A handler that never ends must not keep a process that was told to end.
    this.#timer.unref()
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#isLost) this.#controller.abort()
    }
    return this.#controller.signal
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #lose(): void {
    this.stop()
    this.#isLost = true
    this.#controller?.abort()
  }
}
