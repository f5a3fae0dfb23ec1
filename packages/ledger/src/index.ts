export type * from './ledger.js'
export { openLedger } from './open-ledger.js'
