import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { CountersignError, isCodedError, type Finding, type OutlookCard } from '@countersign/core'
import type { DirectoryUser } from '../directory/directory-user.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import { MAX_MESSAGE_AGE_MS } from './action-limits.js'
import { checkAutoInvoke, chooseAction, findAutoInvoke, type ChosenAction } from './choose-action.js'
import { executePress, type ExecutedPress, type Press } from './execute-press.js'
import { judgeAnswer, type AnswerVerdict } from './judge-answer.js'
import { describeAction, isOfMessageCard } from './message-card-action.js'
import type { PlatformContext } from './platform-context.js'
import type { PressOptions, PressResult, PressSignIn } from './press-result.js'
import type { SendOutcome } from './send-request.js'
import { StepRecorder } from './step-recorder.js'

/** Findings about the answer itself, not about a card in it. */
const NOT_OF_CARD: ReadonlySet<string> = new Set(['ANSWER_STATUS', 'SIGN_IN_URL'])

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
  readonly #late = new Set<Promise<void>>()

  constructor(context: PlatformContext) {
    this.#context = context
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
    await Promise.all(this.#late)
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
      await this.#apply(open.message, executed.user, executed.verdict, steps)
      await this.#keepStatus(press, executed)
      const signIn = this.#offerSignIn(press, executed)
      const result = {
        ...describeResult(press, executed),
        ...(signIn === undefined ? {} : { signIn }),
        ...(repeats === undefined ? {} : { repeats }),
      }
      await this.#context.mailboxes.recordPress(messageId, withoutLoginUrl(result))
      if (automatic) this.#awaitLate(press, executed)
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

  /** A refresh card was made for the person who pressed: it never replaces what somebody else's mailbox shows (O04). */
  async #apply(
    message: MailboxMessage,
    user: DirectoryUser,
    verdict: AnswerVerdict,
    steps: StepRecorder,
    late = false,
  ): Promise<void> {
    for (const finding of verdict.findings) steps.recordFinding(finding)
    if (verdict.findings.some(({ code, severity }) => severity === 'error' && !NOT_OF_CARD.has(code))) {
      steps.record('card-refused', { findings: verdict.findings.length })
    }
    if (verdict.card === undefined) return
    const replaces = this.#isShownTo(message, user)
    if (replaces) await this.#context.mailboxes.replaceCard(message.id, verdict.messageCard ?? verdict.card)
    steps.record('card-refreshed', { replacesInMailbox: replaces, ...(late ? { late } : {}) })
  }

  /** What stands in a channel is one card for everybody. */
  #isShownTo({ source, mailbox }: MailboxMessage, user: DirectoryUser): boolean {
    return source.type === 'channel' || this.#context.directory.findByAddress(mailbox) === user
  }

  /** CARD-ACTION-STATUS stays with a MessageCard, on success and on failure. */
  async #keepStatus({ message, card }: Press, { verdict, user, at }: ExecutedPress): Promise<void> {
    const { actionStatus: text, outcome } = verdict
    if (text === undefined || !isOfMessageCard(message, card) || !this.#isShownTo(message, user)) return
    const { alias, displayName } = user
    await this.#context.mailboxes.keepStatus(message.id, { text, outcome, actor: { alias, displayName }, at })
  }

  /** The client ignores an answer after its two seconds, but the server's copy of the card is updated (PROTOCOL R7). */
  #awaitLate(press: Press, executed: ExecutedPress): void {
    if (executed.late === undefined) return
    const applied = executed.late
      .then((outcome) => this.#takeLate(press, executed, outcome))
      .catch(() => undefined)
      .finally(() => this.#late.delete(applied))
    this.#late.add(applied)
  }

  async #takeLate(press: Press, executed: ExecutedPress, outcome: SendOutcome): Promise<void> {
    if (this.#stop.signal.aborted) return
    const { message, steps } = press
    const afterMs = steps.elapsedMs()
    const judged = judgeAnswer(outcome, executed.provider, describeAction(message, press.card))
    const { status, failure, card } = judged
    steps.record('late-answer', { status, ...(failure === undefined ? {} : { failure }), afterMs })
    const findings = failure === undefined ? [makeLateFinding(card !== undefined), ...judged.findings] : []
    await this.#apply(message, executed.user, { ...judged, findings }, steps, true)
    await this.#context.mailboxes.recordLateAnswer(message.id, steps.pressId, {
      status,
      afterMs,
      findings,
      ...(card === undefined ? {} : { refreshedCard: card }),
      ...(failure === undefined ? {} : { failure }),
    })
  }
}

function makeLateFinding(updates: boolean): Finding {
  return {
    code: 'ANSWER_LATE',
    severity: 'warning',
    message: `The client no longer waited for this answer and goes on showing the card it had${updates ? '; the copy on the server has the new one' : ''}.`,
    hint: 'Answer an autoInvokeAction within two seconds.',
  }
}

/** What is kept of a press has no login page in it. */
function withoutLoginUrl(result: PressResult): PressResult {
  const { signIn } = result
  return signIn === undefined
    ? result
    : { ...result, signIn: { host: signIn.host, expiresAt: signIn.expiresAt } }
}

function describeResult(press: Press, executed: ExecutedPress): PressResult {
  const { user, verdict, duplicateStatuses } = executed
  return {
    messageId: press.message.id,
    action: press.chosen.label,
    actor: {
      alias: user.alias,
      displayName: user.displayName,
      tenantId: user.tenantId,
      objectId: user.objectId,
      address: executed.address,
    },
    cardShown: press.chosen.card === press.message.card ? 'current' : 'mail',
    at: executed.at,
    durationMs: press.steps.elapsedMs(),
    request: executed.request,
    outcome: verdict.outcome,
    status: verdict.status,
    ...(verdict.statusText === undefined ? {} : { statusText: verdict.statusText }),
    ...(verdict.actionStatus === undefined ? {} : { actionStatus: verdict.actionStatus }),
    ...(verdict.card === undefined ? {} : { refreshedCard: verdict.card }),
    findings: verdict.findings,
    ...(verdict.failure === undefined ? {} : { failure: verdict.failure }),
    ...(executed.fault === undefined ? {} : { fault: executed.fault }),
    ...(duplicateStatuses.length === 0 ? {} : { duplicateStatuses }),
  }
}
