import type { Ledger } from '../ledger.js'

/** The two functions of a test runner that the contract uses; those of node:test, Vitest, Jest and Mocha fit. */
export interface ContractRunner {
  describe(name: string, define: () => void): unknown
  it(name: string, run: () => Promise<void>): unknown
}

export interface LedgerContractOptions {
  /** Names the adapter in the test report. */
  readonly name: string
  /** Makes an empty ledger. Called once per test. */
  readonly create: () => Promise<LedgerUnderTest>
}

export interface LedgerUnderTest {
  readonly ledger: Ledger
  /** Opens the same store once more, as another process would. Absent where the store is gone with its ledger. */
  readonly reopen?: () => Promise<Ledger>
  /** Moves the store's clock; a negative number sets it back. */
  readonly clock: { advance(ms: number): void }
  dispose(): Promise<void>
}

/** What every test of the contract gets. */
export interface ContractCase extends LedgerUnderTest {
  /** The store's time when the ledger was made, in milliseconds. */
  readonly start: number
}

/** Registers one test, with a fresh ledger that is disposed of afterwards. */
export type ContractTest = (name: string, run: (test: ContractCase) => Promise<void>) => void
