export { describeLedgerContract } from './describe-ledger-contract.js'
export type { ContractRunner, LedgerContractOptions, LedgerUnderTest } from './contract-types.js'
