export { createMemoryLedger } from './memory-ledger.js'
export type { MemoryLedgerOptions } from './memory-ledger.js'
