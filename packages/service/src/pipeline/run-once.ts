import { composeHttpAnswer, CountersignError, type ErrorCode, type HttpAnswer } from '@countersign/core'
import type { EntryHolder, RecordedAnswer, ReserveRequest, ReserveResult } from '@countersign/ledger'
import type { Budget } from './budget.js'
import { canonicalizeInputs } from './canonicalize-inputs.js'
import { executeHandler, type AnyActionFunction } from './execute-handler.js'
import { hashFingerprint, hashItem, hashOnce } from './ledger-keys.js'
import { openInTime } from './open-in-time.js'
import { actionFactsOf, type ActPress } from './press.js'
import { conflictText } from './refusal-map.js'
import { reserveInTime } from './reserve-in-time.js'
import { showView } from './show-view.js'

/** How often a repeat looks whether the first has ended, in ms. */
const POLL_MS = 40
/** What is left for a view beside an answer that is already late or a repeat, in ms. */
const EXTRA_VIEW_BUDGET_MS = 800

/** Reserves, runs and settles; or finds out what has become of the same action before. */
export async function runOnce(
  press: ActPress,
  handler: AnyActionFunction,
  budget: Budget,
): Promise<HttpAnswer> {
  const { trace } = press
  trace?.begin('reserve')
  const source = press.runtime.ledger
  const ledger = source.opened ?? (await openInTime(source, budget))
  // Everything before this may have taken its time; from here on closing waits.
  if (press.runtime.running.closing) throw new CountersignError('ERR_ACTION_CLOSING')
  const request = composeReservation(press)
  let takeOver = false
  for (;;) {
    const result = await reserveInTime(ledger, takeOver ? { ...request, takeOver } : request, budget)
    if (result.state === 'reserved') {
      passReserve(press, 'reserved')
      const { reservationId } = result
      const held = { ledger, reservationId, takenOver: takeOver, isLate: false }
      const work = executeHandler(press, handler, held)
      press.runtime.running.add(work)
      const answer = await budget.race(work)
      if (answer !== 'late') return answer
      held.isLate = true
      return answerLate(press, work)
    }
    if (result.state === 'running' && !budget.expired) {
      await budget.pause(POLL_MS)
    } else if (result.state === 'in-doubt' && !takeOver && mayRunAgain(press, request, result.holder)) {
      takeOver = true
    } else {
      return answerTaken(press, request, result)
    }
  }
}

/** Only the very same press may run again: another decision is not a repetition that a handler could know. */
function mayRunAgain(press: ActPress, request: ReserveRequest, holder: EntryHolder): boolean {
  return press.kind.idempotent && holder.fingerprint === request.fingerprint
}

/** What is said where nothing was reserved. */
async function answerTaken(
  press: ActPress,
  request: ReserveRequest,
  result: Exclude<ReserveResult, { readonly state: 'reserved' }>,
): Promise<HttpAnswer> {
  switch (result.state) {
    case 'settled':
      return answerSettled(press, request, result.holder, result.answer)
    case 'running':
      return answerConflict(press, 'ERR_ACTION_RUNNING')
    case 'in-doubt':
      return answerConflict(press, 'ERR_ACTION_IN_DOUBT')
    case 'superseded':
      press.trace?.refuse('ERR_ACTION_SUPERSEDED', 'version')
      return answerWithView(press, 'ERR_ACTION_SUPERSEDED')
    case 'withdrawn':
      press.trace?.refuse('ERR_ACTION_WITHDRAWN', 'version')
      return answerWithView(press, 'ERR_ACTION_WITHDRAWN')
    case 'too-old':
      return refuseAtVersion(press, 'ERR_ACTION_LEDGER_TOO_OLD')
    case 'closed':
      return refuseAtVersion(press, 'ERR_ACTION_CLOSED')
  }
}

function refuseAtVersion({ trace }: ActPress, code: ErrorCode): never {
  trace?.refuse(code, 'version')
  throw new CountersignError(code)
}

/** One atomic statement has judged the version and made or found the reservation. */
function passReserve({ trace, claims }: ActPress, found: string): void {
  trace?.passAlong('version', `version ${String(claims.version)} is current`)
  trace?.pass(found)
}

function composeReservation(press: ActPress): ReserveRequest {
  const { claims, itemName, actorKey, kind, decision, place } = press
  const { version } = claims
  const body = canonicalizeInputs(press.inputs, kind.parameter)
  return {
    key: hashOnce(itemName, { version, actorKey, tokenId: claims.jti }),
    fingerprint: hashFingerprint(actorKey, { decision, body, place }),
    itemKey: hashItem(itemName),
    version,
    actorKey,
    decision,
    issuedAt: Math.floor(claims.iat * 1000),
    closesAt: claims.closesAt * 1000,
    leaseMs: press.runtime.config.leaseMs,
    label: { kind: kind.name, item: claims.item, actor: labelOf(press) },
  }
}

/** For `ledger list`: whom an operator would ask. */
function labelOf({ actor, actorKey }: ActPress): string {
  return actor.address ?? actor.displayName ?? actor.objectId ?? actorKey
}

/** The outcome is settled when it comes; how it ended is in the events. */
async function answerLate(press: ActPress, work: Promise<HttpAnswer>): Promise<HttpAnswer> {
  work.catch(() => undefined)
  press.runtime.events.emit({ type: 'action.late', ...actionFactsOf(press) })
  const text = 'This is still being worked on.'
  const card = await showView(press, EXTRA_VIEW_BUDGET_MS)
  return composeHttpAnswer({
    status: card === undefined ? 409 : 200,
    statusText: text,
    ...(card && { card }),
  })
}

async function answerSettled(
  press: ActPress,
  request: ReserveRequest,
  holder: EntryHolder,
  recorded: RecordedAnswer,
): Promise<HttpAnswer> {
  if (holder.actorKey !== request.actorKey) return answerWithView(press, 'ERR_ACTION_DECIDED')
  // The same person wants something else than before: their first decision stands.
  if (holder.fingerprint !== request.fingerprint) return answerConflict(press, 'ERR_ACTION_DECIDED')
  passReserve(press, 'settled before: the recorded answer')
  press.runtime.events.emit({ type: 'action.repeated', ...actionFactsOf(press) })
  return Object.freeze({ status: recorded.status, headers: recorded.headers, body: recorded.body })
}

/** 200 and the item as it is now; without a view a plain conflict. */
async function answerWithView(press: ActPress, code: ErrorCode): Promise<HttpAnswer> {
  press.trace?.refuse(code)
  const card = await showView(press, EXTRA_VIEW_BUDGET_MS)
  if (card === undefined) return answerConflict(press, code)
  press.runtime.events.emit({ type: 'action.repeated', code, ...actionFactsOf(press) })
  return composeHttpAnswer({
    status: 200,
    statusText: conflictText[code] ?? 'This was decided already.',
    card,
  })
}

function answerConflict(press: ActPress, code: ErrorCode): never {
  press.trace?.refuse(code)
  press.runtime.events.emit({ type: 'action.repeated', code, ...actionFactsOf(press) })
  throw new CountersignError(code)
}
