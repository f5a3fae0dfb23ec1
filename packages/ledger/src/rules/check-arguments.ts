import { CountersignTypeError } from '@countersign/core/errors'
import type { ItemState, LedgerFilter, RecordedAnswer, ReserveRequest } from '../ledger.js'

/** Longest label, decision or operator name, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 1024
/** Longest recorded answer: body and headers together, in UTF-16 units. */
export const MAX_ANSWER_LENGTH = 1024 * 1024
/** Longest lease: a day. A longer one would hide a crash for longer. */
export const MAX_LEASE_MS = 24 * 60 * 60 * 1000
export const DEFAULT_LIST_LIMIT = 100
export const MAX_LIST_LIMIT = 10_000
export const DEFAULT_PRUNE_LIMIT = 10_000

const hashForm = /^[A-Za-z0-9_-]{43}$/

const everyUnstorable = /[\0\p{Surrogate}]/gu

/**
 * True for a text that no database can be trusted to give back as it was: some end it at NUL, and half a surrogate
 * pair has no UTF-8 form.
 */
export function isUnstorable(text: string): boolean {
  return text.includes('\0') || !isWellFormed(text)
}

// The oldest supported Node has it; the library types of ES2023 do not.
const isWellFormed: (text: string) => boolean = Function.prototype.call.bind(
  (String.prototype as unknown as { readonly isWellFormed: (this: string) => boolean }).isWellFormed,
)

function toStorableText(text: string): string {
  return isUnstorable(text) ? text.replace(everyUnstorable, '\ufffd') : text
}

/** Throws `ERR_LEDGER_ARGUMENT` naming every unusable value; returns a copy with whole milliseconds. */
export function checkReserveRequest(request: ReserveRequest): ReserveRequest {
  const problems: string[] = []
  for (const name of ['key', 'fingerprint', 'itemKey', 'actorKey'] as const) {
    checkHash(problems, name, request[name])
  }
  checkVersion(problems, request.version)
  checkText(problems, 'decision', request.decision)
  if (typeof request.decision === 'string' && isUnstorable(request.decision))
    problems.push('decision must not hold a NUL or half a surrogate pair')
  checkTime(problems, 'issuedAt', request.issuedAt)
  checkTime(problems, 'closesAt', request.closesAt)
  checkLease(problems, request.leaseMs)
  for (const name of ['kind', 'item', 'actor'] as const) {
    checkText(problems, `label.${name}`, request.label[name])
  }
  refuse(problems)
  return {
    ...request,
    issuedAt: Math.floor(request.issuedAt),
    closesAt: Math.floor(request.closesAt),
    leaseMs: Math.ceil(request.leaseMs),
    label: {
      kind: toStorableText(request.label.kind),
      item: toStorableText(request.label.item),
      actor: toStorableText(request.label.actor),
    },
  }
}

export function checkItemState(item: ItemState): ItemState {
  const problems: string[] = []
  checkHash(problems, 'itemKey', item.itemKey)
  checkVersion(problems, item.version)
  checkTime(problems, 'closesAt', item.closesAt)
  refuse(problems)
  return { ...item, closesAt: Math.floor(item.closesAt) }
}

export function checkAnswer(answer: RecordedAnswer): void {
  const problems: string[] = []
  if (!Number.isInteger(answer.status) || answer.status < 100 || answer.status > 599) {
    problems.push('answer.status must be an HTTP status from 100 to 599')
  }
  if (typeof answer.body !== 'string') problems.push('answer.body must be a string')
  if (!isHeaderList(answer.headers)) problems.push('answer.headers must be a list of [name, value] strings')
  refuse(problems)
  const size = answer.headers.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    answer.body.length,
  )
  if (size > MAX_ANSWER_LENGTH) refuse([`answer must not be longer than ${String(MAX_ANSWER_LENGTH)}`])
}

/** A copy that later changes to the caller's object do not reach. */
export function copyAnswer(answer: RecordedAnswer): RecordedAnswer {
  checkAnswer(answer)
  return Object.freeze({
    status: answer.status,
    headers: Object.freeze(answer.headers.map(([name, value]) => Object.freeze([name, value] as const))),
    body: answer.body,
  })
}

export function checkLeaseMs(leaseMs: number): number {
  const problems: string[] = []
  checkLease(problems, leaseMs)
  refuse(problems)
  return Math.ceil(leaseMs)
}

export function checkWithdrawal(itemKey: string, closesAt: number): number {
  const problems: string[] = []
  checkHash(problems, 'itemKey', itemKey)
  checkTime(problems, 'closesAt', closesAt)
  refuse(problems)
  return Math.floor(closesAt)
}

export function checkOperator(audit: { readonly by: string }): string {
  const problems: string[] = []
  checkText(problems, 'by', audit.by)
  if (audit.by === '') problems.push('by must name who does it')
  refuse(problems)
  return toStorableText(audit.by)
}

export interface CheckedFilter {
  readonly state: LedgerFilter['state']
  readonly kind: string | undefined
  readonly item: string | undefined
  readonly limit: number
}

export function checkFilter(filter: LedgerFilter): CheckedFilter {
  const limit = filter.limit ?? DEFAULT_LIST_LIMIT
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIST_LIMIT) {
    refuse([`limit must be a whole number from 1 to ${String(MAX_LIST_LIMIT)}`])
  }
  return { state: filter.state, kind: filter.kind, item: filter.item, limit }
}

export function checkPruneLimit(limit: number = DEFAULT_PRUNE_LIMIT): number {
  if (!Number.isSafeInteger(limit) || limit < 1) refuse(['limit must be a whole number of at least 1'])
  return limit
}

function checkHash(problems: string[], name: string, value: string): void {
  if (typeof value !== 'string' || !hashForm.test(value)) {
    problems.push(`${name} must be a SHA-256 hash in base64url (43 characters)`)
  }
}

function checkVersion(problems: string[], version: number): void {
  if (!Number.isSafeInteger(version) || version < 0) {
    problems.push('version must be a non-negative safe integer')
  }
}

function checkTime(problems: string[], name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
    problems.push(`${name} must be a time in milliseconds since the epoch`)
  }
}

function checkLease(problems: string[], leaseMs: number): void {
  if (!(leaseMs > 0 && leaseMs <= MAX_LEASE_MS)) {
    problems.push(`leaseMs must be more than 0 and at most ${String(MAX_LEASE_MS)}`)
  }
}

function checkText(problems: string[], name: string, value: string): void {
  if (typeof value !== 'string' || value.length > MAX_TEXT_LENGTH) {
    problems.push(`${name} must be a text of at most ${String(MAX_TEXT_LENGTH)} characters`)
  }
}

function isHeaderList(headers: unknown): boolean {
  return (
    Array.isArray(headers) &&
    headers.every(
      (pair: unknown) =>
        Array.isArray(pair) && pair.length === 2 && pair.every((part: unknown) => typeof part === 'string'),
    )
  )
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new CountersignTypeError('ERR_LEDGER_ARGUMENT', problems)
}
