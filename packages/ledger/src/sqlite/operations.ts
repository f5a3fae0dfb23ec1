import type { AuditLine, EntryState, LedgerBirth, LedgerEntry, ReserveResult } from '../ledger.js'

/**
 * What travels to the writer thread. Flat lists of texts and numbers: they are several times cheaper to pass
 * between threads than objects, and every action pays for two of them.
 */
export type Operation = WriteOperation | ReadOperation

export type WriteOperation =
  | ReserveOperation
  | SettleOperation
  | readonly ['release', id: number, holder: string]
  | readonly ['renew', id: number, holder: string, leaseMs: number]
  | readonly ['doubt', id: number, holder: string]
  | readonly ['open-item', itemKey: string, version: number, closesAt: number]
  | readonly ['withdraw-item', itemKey: string, closesAt: number]
  | readonly ['resolve', key: string, outcome: 'done' | 'not-done', by: string]
  | readonly ['adopt', by: string]
  | readonly ['prune', limit: number]

export type ReserveOperation = readonly [
  'reserve',
  key: string,
  holder: string,
  fingerprint: string,
  itemKey: string,
  version: number,
  actorKey: string,
  decision: string,
  issuedAt: number,
  closesAt: number,
  leaseMs: number,
  takeOver: number,
  kind: string,
  item: string,
  actor: string,
]

/** Where the values of a `ReserveOperation` stand. Read one by one: taking so long a list apart shows in the bench. */
export const RESERVE = {
  key: 1,
  holder: 2,
  fingerprint: 3,
  itemKey: 4,
  version: 5,
  actorKey: 6,
  decision: 7,
  issuedAt: 8,
  closesAt: 9,
  leaseMs: 10,
  takeOver: 11,
  kind: 12,
  item: 13,
  actor: 14,
} as const

/** `body` is null where it had to go into `head`, see `encodeAnswer`. */
export type SettleOperation = readonly [
  'settle',
  id: number,
  holder: string,
  head: string,
  body: string | null,
]

export type ReadOperation =
  | readonly ['find', key: string]
  | readonly ['list', state: EntryState | null, kind: string | null, item: string | null, limit: number]
  | readonly ['audit-trail']
  | readonly ['birth']

export interface OperationResults {
  /** A number is the row of the new reservation. */
  readonly reserve: number | ReserveResult
  readonly settle: boolean
  readonly release: boolean
  readonly renew: boolean
  readonly doubt: boolean
  readonly 'open-item': undefined
  readonly 'withdraw-item': undefined
  readonly resolve: boolean
  readonly adopt: undefined
  /** `more` says that the step ended at its limit. */
  readonly prune: { readonly dropped: number; readonly more: boolean }
  readonly find: LedgerEntry | undefined
  readonly list: readonly LedgerEntry[]
  readonly 'audit-trail': readonly AuditLine[]
  readonly birth: LedgerBirth
}

export type OperationName = keyof OperationResults
export type OperationResult = OperationResults[OperationName]

/** One call: `at` is the caller's clock, or 0 for the writer's own. */
export type Call<O extends Operation = Operation> = readonly [callId: number, at: number, operation: O]

export function isRead(call: Call): call is Call<ReadOperation> {
  switch (call[2][0]) {
    case 'find':
    case 'list':
    case 'audit-trail':
    case 'birth':
      return true
    case 'reserve':
    case 'settle':
    case 'release':
    case 'renew':
    case 'doubt':
    case 'open-item':
    case 'withdraw-item':
    case 'resolve':
    case 'adopt':
    case 'prune':
      return false
  }
}
