import type { EmulatorEvent } from '../api/emulator-event.js'
import type { WaitingSignIn } from './inbox-state.js'

/** The list of messages is another one after it. */
export function changesMessages({ type }: EmulatorEvent): boolean {
  return type === 'mail-received' || type === 'mail-admitted' || type === 'press-ended'
}

/** The open message is another one after it. */
export function changesDetail(event: EmulatorEvent, selectedId: number | undefined): boolean {
  const ofSelected = 'messageId' in event && event.messageId === selectedId
  return ofSelected && (event.type === 'press-ended' || isRefresh(event))
}

/** The person came back from the login that a press waits for. */
export function endsSignIn(event: EmulatorEvent, signIn: WaitingSignIn | undefined): boolean {
  if (event.type !== 'press-step' || event.step !== 'sign-in-returned') return false
  return signIn !== undefined && event.values.of === signIn.requestId
}

/** A late answer changes the copy on the server; who has the message open goes on seeing the card that was there. */
function isRefresh(event: EmulatorEvent): boolean {
  return event.type === 'press-step' && event.step === 'card-refreshed' && event.values.late !== true
}
