/**
 * Where the money is: the one thing that counts payments. It belongs to no service, so that it outlives a service that
 * is killed, and nothing else remembers the number.
 */
export class Bank {
  #payments = 0
  readonly #interruptions = new Map<string, () => void>()

  get payments(): number {
    return this.#payments
  }

  /** Pays for one item. False: the order never got here, see `interruptNext`. */
  pay(item: string): boolean {
    const interruption = this.#interruptions.get(item)
    if (interruption) {
      this.#interruptions.delete(item)
      interruption()
      return false
    }
    this.#payments += 1
    return true
  }

  /** The next order for this item is lost on its way; `happens` is called at that moment. */
  interruptNext(item: string, happens: () => void): void {
    this.#interruptions.set(item, happens)
  }
}
