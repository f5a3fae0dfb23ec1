import type { EmulatorEvent } from '../api/emulator-event.js'
import type { MessageDetail, PressResult } from '../api/wire-types.js'
import { describeFinding } from './describe-finding.js'
import { describeServiceEvent } from './describe-service-event.js'
import { describeStep } from './describe-step.js'
import type { EventIndex } from './event-index.js'
import { mergeRows } from './merge-rows.js'
import type { Verdict, WireGroup, WireRow } from './wire-row.js'

type PressEvent = Extract<EmulatorEvent, { pressId: string }>

/** What happened to one message, newest first: its presses, and last its admission. */
export function buildWire(detail: MessageDetail, index: EventIndex): WireGroup[] {
  const events = index.ofMessage(detail.id)
  const presses = new Map<string, PressEvent[]>()
  for (const event of events) {
    if (!('pressId' in event)) continue
    const list = presses.get(event.pressId)
    if (list === undefined) presses.set(event.pressId, [event])
    else list.push(event)
  }
  const recorded = new Map(detail.message.presses.map((press) => [press.request.requestId, press]))
  const live = [...presses].map(([pressId, list]) => buildPress(pressId, list, recorded.get(pressId), index))
  // Presses from before the oldest event that the emulator still has.
  const past = [...recorded.values()]
    .filter(({ request }) => !presses.has(request.requestId))
    .map((press) => buildPastPress(press, index))
  return [...[...past, ...live].sort((a, b) => b.at - a.at), buildAdmission(detail, events)]
}

function buildAdmission(detail: MessageDetail, events: readonly EmulatorEvent[]): WireGroup {
  const told = events.filter((event) => event.type === 'admission-finding')
  const rows =
    told.length > 0
      ? told.map(({ id, finding, durationMs }) =>
          describeFinding(`finding-${String(id)}`, finding, durationMs),
        )
      : detail.message.admission.findings.map((finding, place) =>
          describeFinding(`past-${String(place)}`, finding),
        )
  const admitted = events.find((event) => event.type === 'mail-admitted')
  return {
    key: 'admission',
    title: (detail.source?.type ?? 'mail') === 'mail' ? 'Admission of the mail' : 'Admission of the post',
    outcome: detail.outcome,
    verdict: detail.outcome === 'withheld' ? 'refused' : detail.outcome === 'shown' ? 'passed' : 'info',
    ...(admitted === undefined ? {} : { ms: admitted.durationMs }),
    at: detail.receivedAt,
    rows,
    running: false,
  }
}

function buildPress(
  pressId: string,
  events: readonly PressEvent[],
  result: PressResult | undefined,
  index: EventIndex,
): WireGroup {
  const ended = events.find((event) => event.type === 'press-ended')
  return {
    key: pressId,
    title: titleOf(events),
    ...(ended === undefined ? {} : { outcome: describeOutcome(ended.outcome, result), ms: ended.durationMs }),
    verdict: ended === undefined ? 'info' : verdictOfOutcome(ended.outcome),
    at: events[0]?.at ?? 0,
    rows: [
      ...placeServed(events, serviceRows(pressId, index)),
      ...(ended?.code === undefined ? [] : [notSentRow(ended.code)]),
      ...duplicates(result),
    ],
    running: ended === undefined,
  }
}

function titleOf(events: readonly PressEvent[]): string {
  const chosen = events.find((event) => event.type === 'press-step' && event.step === 'action-chosen')
  const { action = 'Press', actor } = chosen?.type === 'press-step' ? chosen.values : {}
  return actor === undefined ? String(action) : `${String(action)} · ${String(actor)}`
}

/** The service worked before its answer came; its own events arrive later, in batches. */
function placeServed(events: readonly PressEvent[], served: readonly WireRow[]): WireRow[] {
  const answered = events.findIndex(
    (event) => event.type === 'press-step' && event.step === 'answer-received',
  )
  const before = answered === -1 ? events : events.slice(0, answered)
  return [...before.flatMap(rowsOf), ...served, ...events.slice(before.length).flatMap(rowsOf)]
}

function rowsOf(event: PressEvent): WireRow[] {
  if (event.type === 'press-finding') return [describeFinding(`finding-${String(event.id)}`, event.finding)]
  return event.type === 'press-step' ? [describeStep(event)] : []
}

function notSentRow(code: string): WireRow {
  return { key: 'not-sent', verdict: 'refused', what: 'Not sent', code }
}

function buildPastPress(press: PressResult, index: EventIndex): WireGroup {
  const findings = press.findings.map((finding, place) => describeFinding(`past-${String(place)}`, finding))
  return {
    key: press.request.requestId,
    title: `${press.action} · ${press.actor.alias}`,
    outcome: describeOutcome(press.outcome, press),
    verdict: verdictOfOutcome(press.outcome),
    ms: press.durationMs,
    at: press.at,
    rows: [...serviceRows(press.request.requestId, index), ...findings, ...duplicates(press)],
    running: false,
  }
}

function serviceRows(requestId: string, index: EventIndex): WireRow[] {
  return mergeRows(
    index.ofRequest(requestId).map(({ id, event }) => describeServiceEvent(`service-${String(id)}`, event)),
  )
}

function duplicates(result: PressResult | undefined): WireRow[] {
  const statuses = new Map<number, number>()
  for (const status of result?.duplicateStatuses ?? []) statuses.set(status, (statuses.get(status) ?? 0) + 1)
  return [...statuses].map(([status, count]) => ({
    key: `duplicate-${String(status)}`,
    verdict: 'info',
    what: 'Further posts answered',
    value: status === 0 ? 'no answer' : `status ${String(status)}`,
    count,
  }))
}

function describeOutcome(outcome: string, result: PressResult | undefined): string {
  return result === undefined || result.status === 0 ? outcome : `${outcome} · ${String(result.status)}`
}

function verdictOfOutcome(outcome: 'done' | 'refused' | 'failed' | 'sign-in-needed' | 'not-sent'): Verdict {
  switch (outcome) {
    case 'done':
      return 'passed'
    case 'sign-in-needed':
      return 'warning'
    case 'refused':
    case 'failed':
    case 'not-sent':
      return 'refused'
  }
}
