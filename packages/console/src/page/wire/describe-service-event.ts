import type { ServiceEvent } from '../api/emulator-event.js'
import type { Verdict, WireRow } from './wire-row.js'

const CHECK_NAMES: Readonly<Record<string, string>> = {
  headers: 'Request headers',
  'action-token': 'Action token',
  'limited-token': 'Limited-purpose token',
  kind: 'Kind and decision',
  actor: 'Actor',
  link: 'Linked account',
  sender: 'Sender',
  correlation: 'Correlation',
  version: 'Version of the item',
  inputs: 'Inputs',
  reserve: 'Reserved in the ledger',
  handler: 'Handler',
  settle: 'Settled in the ledger',
}

export function describeServiceEvent(key: string, event: ServiceEvent): WireRow {
  const { type, check, code, durationMs } = event
  const value = check === undefined ? describeFacts(event) : event.value
  return {
    key,
    verdict: judge(event),
    what: check === undefined ? type : (CHECK_NAMES[check] ?? check),
    ...(value === undefined || value === '' ? {} : { value }),
    ...(code === undefined ? {} : { code }),
    ...(durationMs === undefined ? {} : { ms: durationMs }),
    atService: true,
  }
}

function judge({ type, verdict, code }: ServiceEvent): Verdict {
  if (verdict !== undefined) return verdict
  if (type === 'action.refused' || type === 'service.failed' || type === 'view.failed') return 'refused'
  if (type === 'action.in-doubt' || type === 'action.outcome-lost' || type === 'service.warning')
    return 'warning'
  return code === undefined ? 'info' : 'refused'
}

function describeFacts({ kind, item, version, decision, outcome, status, message }: ServiceEvent): string {
  const facts = [
    kind === undefined ? undefined : [kind, item].filter((each) => each !== undefined).join(' '),
    version === undefined ? undefined : `version ${String(version)}`,
    decision,
    outcome,
    status === undefined ? undefined : `the caller was told ${String(status)}`,
    message,
  ]
  return facts.filter((fact) => fact !== undefined).join(' · ')
}
