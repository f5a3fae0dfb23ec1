import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { CountersignError, isCodedError, type OutlookCard } from '@countersign/core'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import { MAX_MESSAGE_AGE_MS } from './action-limits.js'
import { applyAnswer, keepStatus } from './apply-answer.js'
import { checkAutoInvoke, chooseAction, findAutoInvoke, type ChosenAction } from './choose-action.js'
import { describePressResult, withoutLoginUrl } from './describe-press-result.js'
import { executePress, type ExecutedPress, type Press } from './execute-press.js'
import { LateAnswers } from './late-answers.js'
import type { PlatformContext } from './platform-context.js'
import type { PressOptions, PressResult, PressSignIn } from './press-result.js'
import { StepRecorder } from './step-recorder.js'

/** Why an action runs, where nobody has just pressed a button. */
interface Occasion {
  /** True for an autoInvokeAction. */
  readonly automatic?: boolean
  /** The request id of the press that is repeated after a sign-in. */
  readonly repeats?: string
}

interface OpenCard {
  readonly message: MailboxMessage
  /** What the mailbox shows now. */
  readonly card: OutlookCard
  /** What came with the mail. */
  readonly mailCard: OutlookCard
}

/** Executes Action.Http as the platform does, and applies the answers. */
export class ActionRunner {
  readonly #context: PlatformContext
  readonly #stop = new AbortController()
  readonly #late: LateAnswers

  constructor(context: PlatformContext) {
    this.#context = context
    this.#late = new LateAnswers(context)
    // Every request under way listens, and there may be any number of them.
    setMaxListeners(0, this.#stop.signal)
  }

  /** Presses one button, named by id, title or number. */
  press(messageId: number, action: string, options: PressOptions = {}): Promise<PressResult> {
    return this.#run(messageId, options, ({ card, mailCard }) => chooseAction(card, mailCard, action), {})
  }

  /** Opens a message: runs the autoInvokeAction of a card that was admitted, where it has one. */
  async open(messageId: number, options: Pick<PressOptions, 'as'> = {}): Promise<PressResult | undefined> {
    const { card, admission } = this.#context.mailboxes.get(messageId)
    const action = card === undefined ? undefined : findAutoInvoke(card)
    if (action === undefined) return undefined
    if (admission.outcome === 'withheld') {
      // Shown by the reader's own choice: what a stranger wrote still sends nothing by itself.
      this.#context.events.emit({ type: 'auto-invoke-skipped', messageId, reason: 'withheld' })
      return undefined
    }
    return this.#run(messageId, options, () => checkAutoInvoke(action), { automatic: true })
  }

  /** Ends every request under way. */
  async close(): Promise<void> {
    this.#stop.abort()
    await this.#late.settle()
  }

  async #run(
    messageId: number,
    options: PressOptions,
    choose: (open: OpenCard) => ChosenAction,
    occasion: Occasion,
  ): Promise<PressResult> {
    const steps = new StepRecorder(this.#context.events, messageId, randomUUID())
    const { automatic = false, repeats } = occasion
    if (repeats !== undefined) steps.record('sign-in-returned', { of: repeats })
    try {
      const open = this.#openCard(messageId)
      const chosen = choose(open)
      const press = {
        message: open.message,
        card: chosen.card,
        chosen,
        options,
        automatic,
        steps,
        signal: this.#stop.signal,
      }
      const executed = await executePress(this.#context, press)
      await applyAnswer(this.#context, open.message, executed.user, executed.verdict, steps)
      await keepStatus(this.#context, press, executed)
      const signIn = this.#offerSignIn(press, executed)
      const result = {
        ...describePressResult(press, executed),
        ...(signIn === undefined ? {} : { signIn }),
        ...(repeats === undefined ? {} : { repeats }),
      }
      await this.#context.mailboxes.recordPress(messageId, withoutLoginUrl(result))
      if (automatic) this.#late.follow(press, executed)
      steps.end(result.outcome)
      return result
    } catch (error) {
      steps.end('not-sent', isCodedError(error) ? error.code : undefined)
      throw error
    }
  }

  /** The task pane: the person may sign in, and the action is repeated with the same inputs when they come back. */
  #offerSignIn(press: Press, { verdict, user, redirect }: ExecutedPress): PressSignIn | undefined {
    const { message, chosen, options, steps } = press
    const { signInUrl: url } = verdict
    if (url === undefined) return undefined
    const { host } = new URL(url)
    const again: PressOptions = {
      as: user.objectId,
      ...(options.inputs === undefined ? {} : { inputs: options.inputs }),
    }
    const waiting = this.#context.signIns.wait(
      redirect,
      {
        requestId: steps.pressId,
        messageId: message.id,
        action: chosen.label,
        actor: user.alias,
        url,
        host,
      },
      () => this.#run(message.id, again, () => chosen, { repeats: steps.pressId }),
    )
    steps.record('sign-in-needed', { host })
    return { url, host, expiresAt: waiting.expiresAt }
  }

  #openCard(messageId: number): OpenCard {
    const message = this.#context.mailboxes.get(messageId)
    if (message.card === undefined) throw new CountersignError('ERR_EMULATOR_NO_CARD')
    if (this.#context.now() - message.receivedAt > MAX_MESSAGE_AGE_MS) {
      throw new CountersignError('ERR_EMULATOR_TOO_OLD')
    }
    return { message, card: message.card, mailCard: message.mailCard ?? message.card }
  }
}
