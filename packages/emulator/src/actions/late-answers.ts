import type { Finding } from '@countersign/core'
import { makeAnswerFinding } from './answer-findings.js'
import { applyAnswer } from './apply-answer.js'
import type { ExecutedPress, Press } from './execute-press.js'
import { judgeAnswer } from './judge-answer.js'
import { describeAction } from './message-card-action.js'
import type { PlatformContext } from './platform-context.js'
import type { SendOutcome } from './send-request.js'

/** The answers that come after the client gave up waiting. */
export class LateAnswers {
  readonly #context: PlatformContext
  readonly #waiting = new Set<Promise<void>>()

  constructor(context: PlatformContext) {
    this.#context = context
  }

  /** The client ignores an answer after its two seconds, but the server's copy of the card is updated (PROTOCOL R7). */
  follow(press: Press, executed: ExecutedPress): void {
    if (executed.late === undefined) return
    const applied = executed.late
      .then((outcome) => this.#take(press, executed, outcome))
      .catch(() => undefined)
      .finally(() => this.#waiting.delete(applied))
    this.#waiting.add(applied)
  }

  async #take(press: Press, executed: ExecutedPress, outcome: SendOutcome): Promise<void> {
    if (press.signal.aborted) return
    const { message, steps } = press
    const afterMs = steps.elapsedMs()
    const judged = judgeAnswer(outcome, executed.provider, describeAction(message, press.card))
    const { status, failure, card } = judged
    steps.record('late-answer', { status, ...(failure === undefined ? {} : { failure }), afterMs })
    const findings = failure === undefined ? [makeLateFinding(card !== undefined), ...judged.findings] : []
    await applyAnswer(this.#context, message, executed.user, { ...judged, findings }, steps, true)
    await this.#context.mailboxes.recordLateAnswer(message.id, steps.pressId, {
      status,
      afterMs,
      findings,
      ...(card === undefined ? {} : { refreshedCard: card }),
      ...(failure === undefined ? {} : { failure }),
    })
  }

  /** Until every one has come, or was given up with its press. */
  async settle(): Promise<void> {
    await Promise.all(this.#waiting)
  }
}

function makeLateFinding(updates: boolean): Finding {
  return makeAnswerFinding('ANSWER_LATE', {
    message: `The client no longer waited for this answer and goes on showing the card it had${updates ? '; the copy on the server has the new one' : ''}.`,
  })
}
