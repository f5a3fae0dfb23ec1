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
import { keepLease, type KeptLease } from './keep-lease.js'
import { actionFactsOf, itemFactsOf, type ActPress } from './press.js'
import { recordOutcome } from './record-outcome.js'

/** A handler with its types erased: the pipeline has checked decision and input. */
export type AnyActionFunction = ActionFunction<string, unknown, IdentityLink | undefined>

export interface HeldReservation {
  readonly ledger: Ledger
  readonly reservationId: string
  /** True where an earlier run of the same press is in doubt. */
  readonly takenOver: boolean
  /** True once the caller was answered without waiting any longer. */
  readonly isLate: () => boolean
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
  const { runtime } = press
  const lease = keepLease(held.ledger, held.reservationId, runtime.config.leaseMs)
  try {
    press.trace?.begin('handler')
    const ended = await runHandler(press, handler, lease)
    press.trace?.pass(ended.outcome)
    press.trace?.begin('settle')
    return await recordAnswer(press, ended, held)
  } catch (error) {
    if (error instanceof HandlerFailure) {
      press.trace?.refuse(error.code)
      await recordDoubt(press, error.thrown, held)
      throw new CountersignError(error.code)
    }
    throw error
  } finally {
    lease.stop()
  }
}

class HandlerFailure extends Error {
  readonly thrown: unknown
  readonly code: 'ERR_ACTION_HANDLER' | 'ERR_ACTION_ANSWER'

  constructor(code: HandlerFailure['code'], thrown: unknown) {
    super(code)
    this.code = code
    this.thrown = thrown
  }
}

async function runHandler(
  press: ActPress,
  handler: AnyActionFunction,
  lease: KeptLease,
): Promise<HandlerAnswer> {
  let ended: unknown
  try {
    ended = await handler(new HandlerContext(press, lease))
  } catch (error) {
    throw new HandlerFailure('ERR_ACTION_HANDLER', error)
  }
  if (isHandlerAnswer(ended)) return ended
  const mistake = new CountersignTypeError(
    'ERR_ACTION_ANSWER',
    'The handler returned something else than an answer.',
  )
  throw new HandlerFailure('ERR_ACTION_ANSWER', mistake)
}

async function recordAnswer(
  press: ActPress,
  ended: HandlerAnswer,
  { ledger, reservationId, takenOver, isLate }: HeldReservation,
): Promise<HttpAnswer> {
  const { events } = press.runtime
  const answer = composeAnswer(ended, press)
  if (ended.outcome === 'try-again' && takenOver) {
    // Nothing happened this time, but what the run before did is as uncertain as it was.
    await recordOutcome(press, ended.outcome, () => ledger.doubt(reservationId))
    press.trace?.refuse('ERR_ACTION_IN_DOUBT')
    events.emit({ type: 'action.repeated', code: 'ERR_ACTION_IN_DOUBT', ...actionFactsOf(press) })
    return answer
  }
  if (ended.outcome === 'try-again') {
    await recordOutcome(press, ended.outcome, () => ledger.release(reservationId))
    press.trace?.pass('released: nothing happened')
    events.emit({ type: 'action.released', ...actionFactsOf(press) })
    return answer
  }
  await recordOutcome(press, ended.outcome, () => ledger.settle(reservationId, answer))
  press.trace?.pass(`settled, an answer of ${String(answer.body.length)} characters`)
  if (events.listening)
    events.emit({ type: 'action.settled', outcome: ended.outcome, late: isLate(), ...actionFactsOf(press) })
  return answer
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

async function recordDoubt(press: ActPress, error: unknown, held: HeldReservation): Promise<void> {
  const { events } = press.runtime
  events.emit({ type: 'action.in-doubt', error, ...actionFactsOf(press) })
  try {
    await held.ledger.doubt(held.reservationId)
  } catch (failure) {
    // The lease runs out and the entry is in doubt then: never released, never run again.
    const code = isCodedError(failure) ? { code: failure.code } : {}
    events.emit({ type: 'action.outcome-lost', outcome: 'in-doubt', ...code, ...actionFactsOf(press) })
  }
}
