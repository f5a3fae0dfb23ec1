import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { CountersignError, isCodedError, type OutlookCard } from '@countersign/core'
import { MAX_MESSAGE_AGE_MS } from '../actions/action-limits.js'
import { chooseAction, type ChosenAction } from '../actions/choose-action.js'
import { collectInputs } from '../actions/collect-inputs.js'
import { checkFaultName } from '../actions/faults.js'
import type { PlatformContext } from '../actions/platform-context.js'
import type { PressOptions, PressResult } from '../actions/press-result.js'
import type { SendOutcome } from '../actions/send-request.js'
import { StepRecorder } from '../actions/step-recorder.js'
import { makeTeamsFinding } from '../channels/teams-findings.js'
import type { DirectoryUser } from '../directory/directory-user.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import { resolveEndpoint } from '../registry/resolve-endpoint.js'
import { makeBotFinding } from './bot-findings.js'
import { mergeInputs, refreshesFor, type InvokeFacts } from './build-invoke.js'
import { judgeEnvelope, type EnvelopeVerdict } from './judge-envelope.js'
import { sendInvoke, type SentInvoke } from './send-invoke.js'

type ChatSource = Extract<MailboxMessage['source'], { type: 'chat' }>

/** One invoke from the click to the judged answer. */
interface BotPress {
  readonly message: MailboxMessage
  readonly source: ChatSource
  readonly card: OutlookCard
  readonly chosen: ChosenAction
  readonly trigger: InvokeFacts['trigger']
  readonly user: DirectoryUser
  readonly options: PressOptions
  readonly steps: StepRecorder
}

/** Presses Action.Execute buttons of cards that bots posted, as the bot connector does (PROTOCOL 3.4). */
export class BotConnector {
  readonly #context: PlatformContext
  readonly #stop = new AbortController()

  constructor(context: PlatformContext) {
    this.#context = context
    setMaxListeners(0, this.#stop.signal)
  }

  /** Presses one button, named by id, title or number. `options.as` is somebody of the directory. */
  press(
    message: MailboxMessage,
    wanted: string,
    options: PressOptions & { readonly as: string },
  ): Promise<PressResult> {
    return this.#run(message, options, 'manual', (card, mailCard) =>
      chooseAction(card, mailCard, wanted, 'Action.Execute'),
    )
  }

  /** Shows the message to somebody: runs its `refresh.action`, where it is for them. */
  async open(message: MailboxMessage, as: string): Promise<PressResult | undefined> {
    const { source, card } = message
    const { action, userIds } = card?.refresh ?? {}
    if (card === undefined || action?.type !== 'Action.Execute' || source.type !== 'chat') return undefined
    if (!refreshesFor(userIds, source.appId, this.#context.directory.getUser(as))) return undefined
    if (message.admission.outcome === 'withheld') {
      // Shown by the reader's own choice: what a stranger wrote still sends nothing by itself.
      this.#context.events.emit({ type: 'auto-invoke-skipped', messageId: message.id, reason: 'withheld' })
      return undefined
    }
    const chosen = { card, action: { ...action }, path: '/refresh/action', label: 'refresh.action' }
    return this.#run(message, { as }, 'automatic', () => chosen)
  }

  /** Ends every request under way. */
  close(): void {
    this.#stop.abort()
  }

  async #run(
    message: MailboxMessage,
    options: PressOptions & { readonly as: string },
    trigger: InvokeFacts['trigger'],
    choose: (card: OutlookCard, mailCard: OutlookCard) => ChosenAction,
  ): Promise<PressResult> {
    const { mailboxes, directory, events, now } = this.#context
    // The id of the activity is the one that the service's own events name.
    const steps = new StepRecorder(events, message.id, `f:${randomUUID()}`)
    try {
      const { source, card, mailCard = card } = message
      if (card === undefined || mailCard === undefined || source.type !== 'chat')
        throw new CountersignError('ERR_EMULATOR_NO_CARD')
      if (now() - message.receivedAt > MAX_MESSAGE_AGE_MS) throw new CountersignError('ERR_EMULATOR_TOO_OLD')
      const chosen = choose(card, mailCard)
      const user = directory.getUser(options.as)
      const press: BotPress = { message, source, card: chosen.card, chosen, trigger, user, options, steps }
      steps.record('action-chosen', { action: chosen.label, path: chosen.path, actor: user.alias })
      if (!this.#context.isShownTo(message, user)) steps.recordFinding(makeTeamsFinding('TEAMS_NOT_A_MEMBER'))
      const { result, verdict } = await this.#invoke(press)
      await this.#apply(press, verdict)
      await mailboxes.recordPress(message.id, result)
      steps.end(result.outcome)
      return result
    } catch (error) {
      steps.end('not-sent', isCodedError(error) ? error.code : undefined)
      throw error
    }
  }

  async #invoke(press: BotPress): Promise<{ result: PressResult; verdict: EnvelopeVerdict }> {
    const { source, card, chosen, trigger, user, options, steps } = press
    const fault = options.fault === undefined ? undefined : checkFaultName(options.fault)
    const inputs =
      trigger === 'manual' ? collectInputs(card, options.inputs ?? {}) : new Map<string, string>()
    const data = mergeInputs(chosen.action, inputs)
    steps.record('inputs-merged', { inputs: inputs.size })
    const endpoint = resolveEndpoint(source.endpoint, this.#context.registry)
    if (endpoint === undefined) throw new CountersignError('ERR_EMULATOR_NO_ROUTE')
    const sent = await sendInvoke(this.#context, {
      facts: { source, user, action: chosen.action, data, trigger },
      endpoint,
      options,
      fault,
      steps,
      signal: this.#stop.signal,
    })
    const verdict = judgeEnvelope(sent.dispatched.outcome)
    steps.record('answer-received', {
      status: verdict.status,
      outcome: verdict.outcome,
      ...(verdict.envelope === undefined ? {} : { ...verdict.envelope }),
      ...(verdict.failure === undefined ? {} : { failure: verdict.failure }),
    })
    return { result: describeResult(press, sent, verdict, fault), verdict }
  }

  /** The card of an answer is made for whoever pressed, so it replaces only what that person sees alone (O04). */
  async #apply({ message, user, steps }: BotPress, verdict: EnvelopeVerdict): Promise<void> {
    for (const finding of verdict.findings) steps.recordFinding(finding)
    if (verdict.findings.some(({ severity }) => severity === 'error')) {
      steps.record('card-refused', { findings: verdict.findings.length })
    }
    if (verdict.card === undefined) return
    const replaces = this.#context.directory.findByAddress(message.mailbox) === user
    if (replaces) await this.#context.mailboxes.replaceCard(message.id, verdict.card)
    else steps.recordFinding(makeBotFinding('BOT_CARD_ELSEWHERE'))
    steps.record('card-refreshed', { replacesInMailbox: replaces })
  }
}

function describeResult(
  { message, chosen, user, steps }: BotPress,
  { request, at, dispatched }: SentInvoke,
  verdict: EnvelopeVerdict,
  fault: PressResult['fault'],
): PressResult {
  const { alias, displayName, tenantId, objectId, addresses } = user
  return {
    messageId: message.id,
    action: chosen.label,
    actor: { alias, displayName, tenantId, objectId, address: addresses[0] ?? user.upn },
    cardShown: chosen.card === message.card ? 'current' : 'mail',
    at,
    durationMs: steps.elapsedMs(),
    request,
    outcome: verdict.outcome,
    status: verdict.status,
    ...(verdict.envelope === undefined ? {} : { envelope: verdict.envelope }),
    ...(verdict.statusText === undefined ? {} : { statusText: verdict.statusText }),
    ...(verdict.actionStatus === undefined ? {} : { actionStatus: verdict.actionStatus }),
    ...(verdict.card === undefined ? {} : { refreshedCard: verdict.card }),
    findings: verdict.findings,
    ...(verdict.failure === undefined ? {} : { failure: verdict.failure }),
    ...(fault === undefined ? {} : { fault }),
    ...(dispatched.duplicates.length === 0 ? {} : { duplicateStatuses: dispatched.duplicates.map(statusOf) }),
  }
}

/** What a further post came to: the envelope's status says it, where there is one. */
function statusOf(outcome: SendOutcome): number {
  const { envelope, status } = judgeEnvelope(outcome)
  return envelope?.statusCode ?? status
}
