import type { OutlookCard } from '@countersign/core'
import { makeTeamsFinding } from '../channels/teams-findings.js'
import type { DirectoryUser } from '../directory/directory-user.js'
import { buildRedirectUrl, type RedirectAddress } from '../linking/redirect-url.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import { LATE_ANSWER_TIMEOUT_MS } from './action-limits.js'
import { assembleHeaders } from './assemble-headers.js'
import type { ChosenAction } from './choose-action.js'
import { collectInputs } from './collect-inputs.js'
import { describeAction, listAskedInputs } from './message-card-action.js'
import { describeRequest } from './describe-request.js'
import { dispatchRequest, type Dispatched } from './dispatch-request.js'
import { checkFaultName, type FaultName } from './faults.js'
import { findPressProvider } from './find-press-provider.js'
import { judgeAnswer, withoutSignIn, type AnswerVerdict } from './judge-answer.js'
import { mintForPress } from './mint-for-press.js'
import type { PlatformContext } from './platform-context.js'
import { prepareAction, type PreparedAction } from './prepare-action.js'
import type { PressOptions, SentRequest } from './press-result.js'
import type { OutgoingRequest } from './send-request.js'
import type { StepRecorder } from './step-recorder.js'

export interface Press {
  readonly message: MailboxMessage
  readonly card: OutlookCard
  readonly chosen: ChosenAction
  readonly options: PressOptions
  /** True for an autoInvokeAction. */
  readonly automatic: boolean
  readonly steps: StepRecorder
  readonly signal: AbortSignal
}

export interface ExecutedPress {
  readonly user: DirectoryUser
  readonly provider: EmulatorProvider
  /** The address under which the user acts. */
  readonly address: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly request: SentRequest
  /** Where the browser comes back to, should the service ask for a login. */
  readonly redirect: RedirectAddress
  readonly verdict: AnswerVerdict
  readonly duplicateStatuses: readonly number[]
  readonly late?: NonNullable<Dispatched['late']>
  readonly fault?: FaultName
}

/** From the click to the judged answer; what the answer changes is left to the caller. */
export async function executePress(context: PlatformContext, press: Press): Promise<ExecutedPress> {
  const { message, card, chosen, options, steps } = press
  const fault = options.fault === undefined ? undefined : checkFaultName(options.fault)
  const user = context.directory.getUser(options.as ?? message.mailbox)
  const provider = findPressProvider(context, message)
  steps.record('action-chosen', { action: chosen.label, path: chosen.path, actor: user.alias })
  if (!context.isShownTo(message, user)) steps.recordFinding(makeTeamsFinding('TEAMS_NOT_A_MEMBER'))

  const described = describeAction(message, card)
  const action = fillIn(press, provider, described.ofMessageCard)
  if (fault !== undefined) steps.record('fault-played', { fault })
  if (fault === 'rotated-key') await context.rotateKeys()

  const at = context.now()
  const minted = await mintForPress(context, press, { user, provider, action, fault, at })
  const redirect = context.signIns.offer(minted.address)
  const redirectUrl = buildRedirectUrl(context.ownOrigin(), redirect)
  const headers = assembleHeaders(action, minted.jws, steps.pressId, redirectUrl)
  const request = describeRequest(action, headers, steps.pressId, minted.shown)
  steps.record('request-sent', { url: request.url, method: request.method, tokenHeader: request.tokenHeader })
  const { outcome, duplicates, late } = await post(context, press, { ...action, headers }, fault)
  const judged = judgeAnswer(outcome, provider, described)
  const verdict = press.automatic ? withoutSignIn(judged) : judged
  steps.record('answer-received', {
    status: verdict.status,
    outcome: verdict.outcome,
    ...(verdict.failure === undefined ? {} : { failure: verdict.failure }),
  })
  return {
    user,
    provider,
    address: minted.address,
    at,
    request,
    redirect,
    verdict,
    duplicateStatuses: duplicates.map((each) => judgeAnswer(each, provider, described).status),
    ...(late === undefined ? {} : { late }),
    ...(fault === undefined ? {} : { fault }),
  }
}

/** The action with the user's inputs in it. A MessageCard asks for what its action names, and only its body takes them. */
function fillIn(
  { card, chosen, options, steps }: Press,
  provider: EmulatorProvider,
  ofMessageCard: boolean,
): PreparedAction {
  const asked = ofMessageCard ? listAskedInputs(chosen.action) : 'all'
  const inputs = collectInputs(card, options.inputs ?? {}, asked)
  const places = ofMessageCard ? 'body' : 'everywhere'
  return prepareAction(chosen.action, card, inputs, provider, steps, places)
}

/** Sends the request with the platform's patience, and with the fault that is being played. */
async function post(
  context: PlatformContext,
  { options, automatic, signal }: Press,
  request: OutgoingRequest,
  fault: FaultName | undefined,
): Promise<Dispatched> {
  const patienceMs = automatic ? context.autoInvokeTimeoutMs : context.actionTimeoutMs
  const abandonMs = automatic ? LATE_ANSWER_TIMEOUT_MS : patienceMs
  const dispatch = (): Promise<Dispatched> =>
    dispatchRequest(request, { fault, delayMs: options.delayMs, patienceMs, abandonMs, signal })
  return fault === 'key-set-outage' ? context.outage.during(dispatch) : dispatch()
}
