// What the ledger is asked to do: reserve and settle, many at once, with answers of 700 bytes.
import { createHash } from 'node:crypto'
import { inFlight } from './in-flight.mjs'

export const IN_FLIGHT = 256
export const LEASE_MS = 30_000
export const answer = {
  status: 200,
  headers: [
    ['CARD-UPDATE-IN-BODY', 'true'],
    ['CARD-ACTION-STATUS', 'Recorded.'],
  ],
  body: JSON.stringify({ type: 'AdaptiveCard', version: '1.0', text: 'x'.repeat(580) }),
}

export function reserveAndSettle(ledger, requests) {
  const work = async (request) => {
    const result = await ledger.reserve(request)
    if (result.state !== 'reserved') throw new Error(`not reserved: ${result.state}`)
    if (!(await ledger.settle(result.reservationId, answer))) throw new Error('not settled')
  }
  return inFlight(requests, work, IN_FLIGHT)
}

/** As sending a card does; pressing a button does not. */
export function openItems(ledger, requests) {
  const open = ({ itemKey, version, closesAt }) => ledger.openItem({ itemKey, version, closesAt })
  return inFlight(requests, open, IN_FLIGHT)
}

/** Lists of requests, one for each pass and the warm-up. */
export function makeRequestLists(passes, count) {
  return Array.from({ length: passes + 1 }, () => makeRequests(count))
}

/** Made beforehand: hashing keys is no work of the ledger's. */
export function makeRequests(count) {
  return Array.from({ length: count }, makeRequest)
}

let made = 0

function makeRequest() {
  const number = String(made++)
  return {
    key: hash(`key ${number}`),
    fingerprint: hash(`fingerprint ${number}`),
    itemKey: hash(`item ${number}`),
    version: 1,
    actorKey: hash(`actor ${number}`),
    decision: 'approve',
    issuedAt: Date.now(),
    closesAt: Date.now() + 14 * 86_400_000,
    leaseMs: LEASE_MS,
    label: { kind: 'expense', item: number, actor: 'adele@contoso.example' },
  }
}

function hash(text) {
  return createHash('sha256').update(text).digest('base64url')
}
