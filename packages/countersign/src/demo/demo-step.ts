import type { AttemptCheck } from '@countersign/emulator'
import type { DemoContext } from './demo-context.js'

/** One thing that was looked at: what it is, what was found, and whether that is what it should be. */
export type DemoCheck = AttemptCheck

export interface DemoOutcome {
  readonly checks: readonly DemoCheck[]
  /** The code of the refusal that this was about. */
  readonly code?: string
  /** The message that this was about. */
  readonly messageId?: number
  /** A picture for the reader: a card drawn in text. */
  readonly picture?: string
}

/** One step of the story. It really happens: over SMTP and HTTP, with real tokens. */
export interface DemoStep {
  readonly title: string
  run(context: DemoContext): Promise<DemoOutcome>
}

/** A step whose every repetition has to be in vain: also a button of the page. */
export interface DemoAttempt extends DemoStep {
  readonly id: string
  readonly explains: string
}
