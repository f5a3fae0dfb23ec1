import { CountersignError, type VerifiedWebhookActivity } from '@countersign/core'
import type { Ledger, ReserveRequest } from '@countersign/ledger'
import type { Budget } from '../pipeline/budget.js'
import { hashParts } from '../pipeline/hash-parts.js'
import { reserveInTime } from '../pipeline/reserve-in-time.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { conversationOf } from './read-message.js'

/**
 * How long a message's id is kept. Its timestamp may be up to ten minutes (the largest skew) off, before or after now,
 * so that it could come again for twenty; the rest is for clocks that differ between nodes.
 */
const REMEMBER_MS = 60 * 60_000

/** Names a message over all nodes. */
export function hashMessage(service: string, { id, activity }: VerifiedWebhookActivity): string {
  return hashParts(['countersign webhook message', service, conversationOf(activity), id])
}

/**
 * Claims a message for this run. One that was seen before is refused, and not answered with what was said then: who
 * sends it again has not shown to be Teams.
 *
 * @throws CountersignError `ERR_REQUEST_REPLAYED`; `ERR_ACTION_LEDGER_TOO_OLD` for a message older than the ledger;
 *   `ERR_LEDGER_*`
 */
export async function reserveMessage(
  runtime: ServiceRuntime,
  ledger: Ledger,
  message: VerifiedWebhookActivity,
  budget: Budget,
): Promise<string> {
  const { config } = runtime
  const key = hashMessage(config.name, message)
  const request: ReserveRequest = {
    key,
    fingerprint: key,
    itemKey: key,
    version: 0,
    actorKey: key,
    decision: 'message',
    issuedAt: message.timestamp,
    closesAt: Math.max(config.now(), message.timestamp) + REMEMBER_MS,
    leaseMs: config.leaseMs,
    label: { kind: 'teams-webhook', item: message.id, actor: 'message' },
  }
  const result = await reserveInTime(ledger, request, budget)
  switch (result.state) {
    case 'reserved':
      return result.reservationId
    case 'too-old':
      throw new CountersignError('ERR_ACTION_LEDGER_TOO_OLD')
    case 'running':
    case 'in-doubt':
    case 'settled':
    case 'superseded':
    case 'withdrawn':
    case 'closed':
      throw new CountersignError('ERR_REQUEST_REPLAYED')
  }
}
