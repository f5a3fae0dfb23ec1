export { describeLedgerContract } from './describe-ledger-contract.js'
export type { ContractRunner, LedgerContractOptions, LedgerUnderTest } from './contract-types.js'
export { describeLinkStoreContract } from './link-store-contract.js'
export type { LinkStoreContractOptions, LinkStoreUnderTest } from './link-store-contract.js'
