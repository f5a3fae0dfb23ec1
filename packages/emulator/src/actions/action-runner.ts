import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { CountersignError, isCodedError, type OutlookCard } from '@countersign/core'
import type { DirectoryUser } from '../directory/directory-user.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import { MAX_MESSAGE_AGE_MS } from './action-limits.js'
import { chooseAction, findAutoInvoke, type ChosenAction } from './choose-action.js'
import { executePress, type ExecutedPress, type Press } from './execute-press.js'
import { judgeAnswer, type AnswerVerdict } from './judge-answer.js'
import type { PlatformContext } from './platform-context.js'
import type { PressOptions, PressResult } from './press-result.js'
import { StepRecorder } from './step-recorder.js'

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
    return this.#run(messageId, options, ({ card, mailCard }) => chooseAction(card, mailCard, action), false)
  }

  /** Opens a message: runs its autoInvokeAction, where it has one. */
  async open(messageId: number, options: Pick<PressOptions, 'as'> = {}): Promise<PressResult | undefined> {
    const action = findAutoInvoke(this.#openCard(messageId).card)
    return action === undefined ? undefined : this.#run(messageId, options, () => action, true)
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
    automatic: boolean,
  ): Promise<PressResult> {
    const steps = new StepRecorder(this.#context.events, messageId, randomUUID())
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
      if (automatic) this.#awaitLate(press, executed)
      const result = describeResult(press, executed)
      await this.#context.mailboxes.recordPress(messageId, result)
      steps.end(result.outcome)
      return result
    } catch (error) {
      steps.end('not-sent', isCodedError(error) ? error.code : undefined)
      throw error
    }
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
  ): Promise<void> {
    for (const finding of verdict.findings) steps.recordFinding(finding)
    if (verdict.findings.some(({ severity }) => severity === 'error')) {
      steps.record('card-refused', { findings: verdict.findings.length })
    }
    if (verdict.card === undefined) return
    const replaces = this.#context.directory.findByAddress(message.mailbox) === user
    if (replaces) await this.#context.mailboxes.replaceCard(message.id, verdict.card)
    steps.record('card-refreshed', { replacesInMailbox: replaces })
  }

  /** The client ignores an answer after its two seconds, but the server's copy of the card is updated (PROTOCOL R7). */
  #awaitLate(press: Press, executed: ExecutedPress): void {
    if (executed.late === undefined) return
    const applied = executed.late
      .then((late) =>
        this.#apply(press.message, executed.user, judgeAnswer(late, executed.provider), press.steps),
      )
      .catch(() => undefined)
      .finally(() => this.#late.delete(applied))
    this.#late.add(applied)
  }
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
