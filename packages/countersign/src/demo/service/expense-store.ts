import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

export interface StoredExpense {
  readonly amount: string
  readonly state: string
}

/** The example's database: a file, so that a service that was killed knows its expenses again. */
export class ExpenseStore {
  readonly #file: string
  readonly #expenses: Map<string, StoredExpense>

  constructor(file: string) {
    this.#file = file
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '[]'
    this.#expenses = new Map(JSON.parse(text) as [string, StoredExpense][])
  }

  get(id: string): StoredExpense {
    return this.#expenses.get(id) ?? { amount: 'unknown', state: 'unknown' }
  }

  set(id: string, expense: Partial<StoredExpense>): void {
    this.#expenses.set(id, { ...this.get(id), ...expense })
    writeFileSync(`${this.#file}.new`, JSON.stringify([...this.#expenses]))
    renameSync(`${this.#file}.new`, this.#file)
  }
}
