import { CountersignError, type VerifiedWebhookActivity } from '@countersign/core'
import type { Ledger } from '@countersign/ledger'
import type { ActionFacts } from '../events/service-event.js'
import { keepLease } from '../pipeline/keep-lease.js'
import { persistOutcome } from '../pipeline/record-outcome.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { readMessage } from './read-message.js'
import { hashMessage } from './reserve-message.js'
import type { TeamsWebhookOptions } from './teams-webhook-options.js'

export interface MessageRun {
  readonly runtime: ServiceRuntime
  readonly onMessage: TeamsWebhookOptions['onMessage']
  readonly message: VerifiedWebhookActivity
  readonly ledger: Ledger
  readonly reservationId: string
  /** True once the caller was answered without waiting any longer. */
  readonly isLate: () => boolean
}

/** Runs the handler and records that it ran; its text may leave only after that. Throws where it is in doubt. */
export async function runMessage(run: MessageRun): Promise<string> {
  const { runtime, ledger, reservationId, message } = run
  const { events, config } = runtime
  const facts = factsOf(run)
  const lease = keepLease(ledger, reservationId, config.leaseMs)
  try {
    const text: unknown = await run.onMessage(
      Object.freeze({ ...readMessage(message), signal: lease.signal }),
    )
    if (typeof text !== 'string') throw new CountersignError('ERR_ACTION_ANSWER')
    // What was said stays in the channel: the ledger keeps only that it was.
    const settled = await persistOutcome(() =>
      ledger.settle(reservationId, { status: 200, headers: [], body: '' }),
    )
    if (!settled.recorded) {
      events.emit({ type: 'action.outcome-lost', outcome: 'done', ...settled.code, ...facts })
      throw new CountersignError('ERR_ACTION_IN_DOUBT')
    }
    events.emit({ type: 'action.settled', outcome: 'done', late: run.isLate(), ...facts })
    return text
  } catch (error) {
    if (error instanceof CountersignError && error.code === 'ERR_ACTION_IN_DOUBT') throw error
    events.emit({ type: 'action.in-doubt', error, ...facts })
    // Should that fail as well, the lease runs out and the entry is in doubt then.
    await ledger.doubt(reservationId).catch(() => false)
    throw new CountersignError('ERR_ACTION_HANDLER')
  } finally {
    lease.stop()
  }
}

export function factsOf({ runtime, message }: Pick<MessageRun, 'runtime' | 'message'>): ActionFacts {
  const actorKey = hashMessage(runtime.config.name, message)
  return { kind: 'teams-webhook', item: message.id, version: 0, decision: 'message', actorKey }
}
