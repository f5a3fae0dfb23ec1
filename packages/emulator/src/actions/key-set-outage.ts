/** How long the issuers' documents stay away after a press with this fault has ended, in milliseconds. */
export const OUTAGE_AFTER_PRESS_MS = 2_000

/** While it is on, the issuers answer 503: for the length of a press, and {@link OUTAGE_AFTER_PRESS_MS} beyond it. */
export class KeySetOutage {
  #presses = 0
  #endsAt = -Infinity

  get active(): boolean {
    return this.#presses > 0 || performance.now() < this.#endsAt
  }

  /** The outage is on while the work runs, however it ends. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#presses += 1
    try {
      return await work()
    } finally {
      this.#presses -= 1
      this.#endsAt = performance.now() + OUTAGE_AFTER_PRESS_MS
    }
  }
}
