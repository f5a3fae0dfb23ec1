import {
  CountersignError,
  CountersignTypeError,
  isCodedError,
  isHandlerAnswer,
  toHttpAnswer,
  type HandlerAnswer,
  type HttpAnswer,
} from '@countersign/core'
import type { Ledger } from '@countersign/ledger'
import type { IdentityLink } from '@countersign/ledger/links'
import type { ActionFunction } from '../kinds/kind-options.js'
import { bindRefresh } from './bind-refresh.js'
import { HandlerContext } from './handler-context.js'
import { keepLease } from './keep-lease.js'
import { actionFactsOf, itemFactsOf, type ActPress } from './press.js'
import { persistOutcome, requireRecorded } from './record-outcome.js'

/** A handler with its types erased: the pipeline has checked decision and input. */
export type AnyActionFunction = ActionFunction<string, unknown, IdentityLink | undefined>

export interface HeldReservation {
  readonly ledger: Ledger
  readonly reservationId: string
  /** True where an earlier run of the same press is in doubt. */
  readonly takenOver: boolean
  /** Set once the caller was answered without waiting any longer. */
  isLate: boolean
}

/**
 * Runs the handler and records how it ended; the answer may leave only after that. Throws where the outcome is in
 * doubt or could not be recorded.
 */
export async function executeHandler(
  press: ActPress,
  handler: AnyActionFunction,
  held: HeldReservation,
): Promise<HttpAnswer> {
  const { ledger, reservationId } = held
  const lease = keepLease(ledger, reservationId, press.runtime.config.leaseMs)
  try {
    press.trace?.begin('handler')
    let ended: unknown
    try {
      ended = await handler(new HandlerContext(press, lease))
    } catch (error) {
      return await endInDoubt(press, held, 'ERR_ACTION_HANDLER', error)
    }
    if (!isHandlerAnswer(ended)) return await endInDoubt(press, held, 'ERR_ACTION_ANSWER', notAnAnswer())
    press.trace?.pass(ended.outcome)
    press.trace?.begin('settle')
    const answer = composeAnswer(ended, press)
    requireRecorded(press, ended.outcome, await persistOutcome(() => record(ended.outcome, answer, held)))
    reportRecorded(press, ended.outcome, answer, held)
    return answer
  } finally {
    lease.stop()
  }
}

function record(
  outcome: HandlerAnswer['outcome'],
  answer: HttpAnswer,
  { ledger, reservationId, takenOver }: HeldReservation,
): Promise<boolean> {
  if (outcome !== 'try-again') return ledger.settle(reservationId, answer)
  // Nothing happened this time, but what a run before this one did is as uncertain as it was.
  return takenOver ? ledger.doubt(reservationId) : ledger.release(reservationId)
}

function reportRecorded(
  press: ActPress,
  outcome: HandlerAnswer['outcome'],
  answer: HttpAnswer,
  { takenOver, isLate }: HeldReservation,
): void {
  const { events } = press.runtime
  if (outcome !== 'try-again') {
    press.trace?.pass(`settled, an answer of ${String(answer.body.length)} characters`)
    if (events.listening)
      events.emit({ type: 'action.settled', outcome, late: isLate, ...actionFactsOf(press) })
  } else if (takenOver) {
    press.trace?.refuse('ERR_ACTION_IN_DOUBT')
    events.emit({ type: 'action.repeated', code: 'ERR_ACTION_IN_DOUBT', ...actionFactsOf(press) })
  } else {
    press.trace?.pass('released: nothing happened')
    events.emit({ type: 'action.released', ...actionFactsOf(press) })
  }
}

function notAnAnswer(): CountersignTypeError {
  return new CountersignTypeError('ERR_ACTION_ANSWER', 'The handler returned something else than an answer.')
}

/** Longest card that is recorded, in UTF-16 units: well within what a ledger keeps, and more than a client shows. */
const MAX_RECORDED_CARD_LENGTH = 512 * 1024

/**
 * A card that cannot be bound, written or kept is left out: what the handler did has happened all the same, and
 * nothing about its card may keep that from being recorded.
 */
function composeAnswer(ended: HandlerAnswer, press: ActPress): HttpAnswer {
  if (ended.outcome === 'try-again' || ended.card === undefined) return toHttpAnswer(ended)
  try {
    const answer = toHttpAnswer({ ...ended, card: bindRefresh(ended.card, press) })
    if (answer.body.length > MAX_RECORDED_CARD_LENGTH) throw new CountersignError('ERR_CARD_SIZE')
    return answer
  } catch (error) {
    press.runtime.events.emit({ type: 'view.failed', ...itemFactsOf(press), error })
    return toHttpAnswer({ outcome: ended.outcome, status: ended.status })
  }
}

/** What the handler did before it failed nobody knows. Never returns. */
async function endInDoubt(
  press: ActPress,
  held: HeldReservation,
  code: 'ERR_ACTION_HANDLER' | 'ERR_ACTION_ANSWER',
  error: unknown,
): Promise<never> {
  const { events } = press.runtime
  press.trace?.refuse(code)
  events.emit({ type: 'action.in-doubt', error, ...actionFactsOf(press) })
  try {
    await held.ledger.doubt(held.reservationId)
  } catch (failure) {
    // The lease runs out and the entry is in doubt then: never released, never run again.
    const cause = isCodedError(failure) ? { code: failure.code } : {}
    events.emit({ type: 'action.outcome-lost', outcome: 'in-doubt', ...cause, ...actionFactsOf(press) })
  }
  throw new CountersignError(code)
}
