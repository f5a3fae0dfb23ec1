import type { EmulatorEvent, EventValues } from '../api/emulator-event.js'
import type { Verdict, WireRow } from './wire-row.js'

type PressStepEvent = Extract<EmulatorEvent, { type: 'press-step' }>

const STEP_NAMES: Readonly<Record<string, string>> = {
  'action-chosen': 'Action chosen',
  'inputs-substituted': 'Inputs substituted',
  'inputs-merged': 'Inputs merged into the data',
  'headers-checked': 'Headers checked',
  'target-checked': 'Target registered',
  'fault-played': 'Fault played',
  'token-minted': 'Action token minted',
  'body-signed': 'Body signed with the webhook key',
  'request-sent': 'Request sent',
  'answer-received': 'Answer received',
  'card-refreshed': 'Card refreshed',
  'card-refused': 'Refresh card refused',
  'sign-in-needed': 'Sign-in needed first',
  'sign-in-returned': 'Back from the sign-in: repeated',
  'late-answer': 'Late answer: the view stays as it is',
}

export function describeStep({ id, step, values, durationMs }: PressStepEvent): WireRow {
  return {
    key: `step-${String(id)}`,
    verdict: judgeStep(step, values),
    what: STEP_NAMES[step] ?? step,
    value: describeValues(values),
    ms: durationMs,
  }
}

function judgeStep(step: string, values: EventValues): Verdict {
  if (step === 'fault-played' || step === 'sign-in-needed' || step === 'late-answer') return 'warning'
  if (step === 'card-refused') return 'refused'
  if (step === 'answer-received' && values.outcome === 'sign-in-needed') return 'warning'
  if (step === 'answer-received' && values.outcome !== 'done') return 'refused'
  return 'passed'
}

function describeValues(values: EventValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${spell(name)} ${show(name, value)}`)
    .join(' · ')
}

function show(name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (name === 'expiresAt' && typeof value === 'number') return new Date(value * 1000).toISOString()
  return String(value)
}

function spell(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
