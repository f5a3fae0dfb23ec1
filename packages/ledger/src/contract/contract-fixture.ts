import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Ledger, RecordedAnswer, ReserveRequest, ReserveResult } from '../ledger.js'

export const HOUR_MS = 3_600_000
export const LEASE_MS = 30_000

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** A request for `item-1`, version 1, sealed at `at` and open for an hour, with what a test wants otherwise. */
export function request(at: number, changes: Partial<ReserveRequest> = {}): ReserveRequest {
  return {
    key: hash('key-1'),
    fingerprint: hash('adele approve'),
    itemKey: hash('item-1'),
    version: 1,
    actorKey: hash('adele'),
    decision: 'approve',
    issuedAt: at,
    closesAt: at + HOUR_MS,
    leaseMs: LEASE_MS,
    label: { kind: 'expense', item: '1234', actor: 'adele@contoso.example' },
    ...changes,
  }
}

export const done: RecordedAnswer = {
  status: 200,
  headers: [
    ['CARD-UPDATE-IN-BODY', 'true'],
    ['CARD-ACTION-STATUS', 'Recorded.'],
  ],
  body: '{"type":"AdaptiveCard","text":"Grüße, 你好, 🎉, \\u2028 \' \\" ; --"}',
}

/** Reserves, or fails the test. */
export async function mustReserve(ledger: Ledger, wanted: ReserveRequest): Promise<string> {
  const result = await ledger.reserve(wanted)
  if (result.state !== 'reserved') assert.fail(`expected a reservation, got ${result.state}`)
  return result.reservationId
}

export async function stateOf(ledger: Ledger, wanted: ReserveRequest): Promise<ReserveResult['state']> {
  return (await ledger.reserve(wanted)).state
}

export async function rejectsWith(promise: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(promise, (error: unknown) => {
    assert.ok(error instanceof Error && 'code' in error, 'a coded error')
    assert.equal(error.code, code)
    return true
  })
}
