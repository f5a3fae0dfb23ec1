import { CountersignError, type OutlookCard } from '@countersign/core'
import { findChannelProvider } from '../channels/find-channel-provider.js'
import { makeTeamsFinding } from '../channels/teams-findings.js'
import type { DirectoryUser } from '../directory/directory-user.js'
import { buildRedirectUrl, type RedirectAddress } from '../linking/redirect-url.js'
import { mintActionToken } from '../issuers/mint-action-token.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import { LATE_ANSWER_TIMEOUT_MS } from './action-limits.js'
import { assembleHeaders } from './assemble-headers.js'
import type { ChosenAction } from './choose-action.js'
import { collectInputs } from './collect-inputs.js'
import { describeAction, listAskedInputs } from './message-card-action.js'
import { describeRequest } from './describe-request.js'
import { dispatchRequest, type Dispatched } from './dispatch-request.js'
import { checkFaultName, distortOrder, inventKid, type FaultName } from './faults.js'
import { judgeAnswer, withoutSignIn, type AnswerVerdict } from './judge-answer.js'
import { orderToken } from './order-token.js'
import type { PlatformContext } from './platform-context.js'
import { prepareAction, type PreparedAction } from './prepare-action.js'
import type { PressOptions, SentRequest } from './press-result.js'
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
  const provider = findProvider(context, message)
  steps.record('action-chosen', { action: chosen.label, path: chosen.path, actor: user.alias })
  if (!context.isShownTo(message, user)) steps.recordFinding(makeTeamsFinding('TEAMS_NOT_A_MEMBER'))

  const described = describeAction(message, card)
  const { ofMessageCard } = described
  const asked = ofMessageCard ? listAskedInputs(chosen.action) : 'all'
  const inputs = collectInputs(card, options.inputs ?? {}, asked)
  const places = ofMessageCard ? 'body' : 'everywhere'
  const action = prepareAction(chosen.action, card, inputs, provider, steps, places)
  if (fault !== undefined) steps.record('fault-played', { fault })
  if (fault === 'rotated-key') await context.rotateKeys()

  const at = context.now()
  const minted = await mintForPress(context, press, { user, provider, action, fault, at })
  const redirect = context.signIns.offer(minted.address)
  const redirectUrl = buildRedirectUrl(context.ownOrigin(), redirect)
  const headers = assembleHeaders(action, minted.jws, steps.pressId, redirectUrl)
  const request = describeRequest(action, headers, steps.pressId, minted.shown)
  steps.record('request-sent', { url: request.url, method: request.method, tokenHeader: request.tokenHeader })
  const patienceMs = press.automatic ? context.autoInvokeTimeoutMs : context.actionTimeoutMs
  const dispatch = (): Promise<Dispatched> =>
    dispatchRequest(
      { ...action, headers },
      {
        fault,
        delayMs: options.delayMs,
        patienceMs,
        abandonMs: press.automatic ? LATE_ANSWER_TIMEOUT_MS : patienceMs,
        signal: press.signal,
      },
    )
  const dispatched = fault === 'key-set-outage' ? await context.outage.during(dispatch) : await dispatch()
  const judged = judgeAnswer(dispatched.outcome, provider, described)
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
    duplicateStatuses: dispatched.duplicates.map(
      (outcome) => judgeAnswer(outcome, provider, described).status,
    ),
    ...(dispatched.late === undefined ? {} : { late: dispatched.late }),
    ...(fault === undefined ? {} : { fault }),
  }
}

function findProvider(context: PlatformContext, message: MailboxMessage): EmulatorProvider {
  const originator = message.admission.provider?.originator
  const provider =
    originator !== undefined
      ? context.registry.find(originator)
      : message.source.type === 'channel' && message.card !== undefined
        ? // Registered after the post: a webhook asks for no registration, so it is looked for again.
          findChannelProvider(
            context.registry,
            message.source.provider,
            message.messageCards?.card ?? message.card,
          )
        : undefined
  if (provider === undefined) {
    throw new CountersignError('ERR_EMULATOR_NO_CARD', 'The provider of the card is not registered any more.')
  }
  return provider
}

interface Minted {
  readonly jws: string
  readonly address: string
  readonly shown: SentRequest['token']
}

async function mintForPress(
  context: PlatformContext,
  press: Press,
  made: {
    readonly user: DirectoryUser
    readonly provider: EmulatorProvider
    readonly action: PreparedAction
    readonly fault: FaultName | undefined
    readonly at: number
  },
): Promise<Minted> {
  const { message, card, steps } = press
  const order = orderToken({
    user: made.user,
    card,
    provider: made.provider,
    target: made.action.target,
    connector: message.source.type === 'channel',
    sender: message.admission.mail.from?.address ?? message.envelope.mailFrom,
    now: made.at,
  })
  const key = context.keys.current
  const kid = made.fault === 'unknown-kid' ? inventKid() : key.kid
  const minted = await mintActionToken(distortOrder(order, made.fault), key, context.directory, kid)
  steps.record('token-minted', {
    profile: order.profile,
    kid,
    audience: String(minted.claims.aud),
    issuer: String(minted.claims.iss),
    expiresAt: Number(minted.claims.exp),
    tokenLength: minted.token.length,
  })
  return {
    jws: minted.token,
    address: order.address,
    shown: { profile: order.profile, kid, claims: minted.claims },
  }
}
