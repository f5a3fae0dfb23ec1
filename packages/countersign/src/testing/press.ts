import { CountersignError } from '@countersign/core'
import type { Emulator, MailboxMessage, PressOptions, PressResult } from '@countersign/emulator'

export interface PressRequest extends PressOptions {
  /** The button's id, title, or place counted from 1. */
  readonly action: string
  /** Whose newest message: an address or an alias. Default: the newest message of all. */
  readonly mailbox?: string
  /** How long to wait for a message whose card is shown, in milliseconds. Default 5,000. */
  readonly timeoutMs?: number
}

/**
 * Waits for a message with a card that is shown, and presses one of its buttons as the platform does it.
 *
 * @throws CountersignError `ERR_EMULATOR_WAIT_TIMEOUT`, `ERR_EMULATOR_ACTION_NOT_FOUND`, …
 */
export async function press(emulator: Emulator, request: PressRequest): Promise<PressResult> {
  const { action, mailbox, timeoutMs = 5_000, ...options } = request
  const filter = mailbox === undefined ? {} : { mailbox }
  const shown = (): readonly MailboxMessage[] =>
    emulator.listMessages(filter).filter(({ admission }) => admission.outcome === 'shown')
  if (shown().length === 0) await emulator.waitForMessage(() => shown().length > 0, { timeoutMs })
  const newest = shown().at(-1)
  if (newest === undefined) throw new CountersignError('ERR_EMULATOR_WAIT_TIMEOUT')
  return emulator.press(newest.id, action, options)
}
