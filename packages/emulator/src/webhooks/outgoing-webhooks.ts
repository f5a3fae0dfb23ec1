import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { CountersignError } from '@countersign/core'
import { dispatchRequest } from '../actions/dispatch-request.js'
import { distortOrder, type FaultName } from '../actions/faults.js'
import type { PlatformContext } from '../actions/platform-context.js'
import { StepRecorder } from '../actions/step-recorder.js'
import type { StoredChannel } from '../channels/channel.js'
import type { Channels } from '../channels/channels.js'
import type { DirectoryUser } from '../directory/directory-user.js'
import { redactSecrets } from '../events/redact-secrets.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import { channelMailbox } from '../mailboxes/message-source.js'
import type { PostOffice } from '../mailboxes/post-office.js'
import { checkOutgoingCall } from './check-outgoing-call.js'
import { describeCall } from './describe-call.js'
import { judgeWebhookAnswer, type WebhookReply } from './judge-webhook-answer.js'
import type { OutgoingCallResult } from './outgoing-call.js'
import { signCall, type SignedRequest } from './sign-call.js'

/** Calls whose bytes are kept for a replay. */
export const MAX_KEPT_CALLS = 100

/** A signed message as it went over the wire; the key is not in it. */
interface SignedCall {
  readonly request: SignedRequest
  readonly question: MailboxMessage
  readonly channel: StoredChannel
  readonly name: string
  readonly user: DirectoryUser
}

interface Sending {
  readonly fault?: FaultName | undefined
  readonly delayMs?: number
  readonly again?: SignedRequest
}

/** Plays Teams' outgoing webhooks (PROTOCOL 3.5): a mention in a channel, the signed post, the answer in the channel. */
export class OutgoingWebhooks {
  readonly #context: PlatformContext
  readonly #channels: Channels
  readonly #posts: PostOffice
  readonly #calls = new Map<string, SignedCall>()
  readonly #stop = new AbortController()

  constructor(context: PlatformContext, channels: Channels, posts: PostOffice) {
    this.#context = context
    this.#channels = channels
    this.#posts = posts
    setMaxListeners(0, this.#stop.signal)
  }

  /**
   * @param input {@link OutgoingCallOptions}, unchecked
   * @throws CountersignTypeError ERR_EMULATOR_OUTGOING_CALL, ERR_EMULATOR_FAULT
   * @throws CountersignError ERR_EMULATOR_CHANNEL_NOT_FOUND, _USER_NOT_FOUND, _FULL
   */
  async call(input: unknown): Promise<OutgoingCallResult> {
    const { directory, registry, now } = this.#context
    const { endpoint, key, text, name, as, fault, delayMs, ...checked } = checkOutgoingCall(input, registry)
    const channel = this.#channels.get(checked.channel)
    const user = directory.getUser(as ?? channel.members[0] ?? '')
    const order = distortOrder({ audience: '', issuedAt: now() }, fault)
    // The same time for both, because a fault may have moved it.
    const facts = { at: order.issuedAt, user, channel, name, text }
    const sign = (): SignedRequest => signCall(endpoint, key, facts)
    const request = sign()
    const question = await this.#posts.add(
      {
        mailbox: channelMailbox(channel.name),
        source: { type: 'channel', channel: channel.name, via: 'outgoing-webhook' },
        subject: `@${name} ${text}`,
        text: `@${name} ${text}`,
        from: { name: user.displayName, address: user.addresses[0] ?? user.upn },
        findings: [],
        receivedAt: now(),
      },
      request.body,
    )
    const callId = randomUUID()
    this.#keep(callId, { request, question, channel, name, user })
    return this.#send(callId, { fault, delayMs, again: sign() })
  }

  /**
   * Sends the bytes of an earlier call once more, under the MAC that they had.
   *
   * @throws CountersignError ERR_EMULATOR_CALL_NOT_FOUND
   */
  replay(callId: string): Promise<OutgoingCallResult> {
    return this.#send(callId, {})
  }

  /** Ends every request under way. */
  close(): void {
    this.#stop.abort()
  }

  async #send(callId: string, sending: Sending): Promise<OutgoingCallResult> {
    const { actionTimeoutMs, events, mailboxes, now } = this.#context
    const call = this.#calls.get(callId)
    if (call === undefined) throw new CountersignError('ERR_EMULATOR_CALL_NOT_FOUND')
    const { request, question } = call
    const steps = new StepRecorder(events, question.id, randomUUID())
    const at = now()
    const url = redactSecrets(request.target.href)
    steps.record('action-chosen', { action: `@${call.name}`, path: '', actor: call.user.alias })
    if (sending.fault !== undefined) steps.record('fault-played', { fault: sending.fault })
    steps.record('body-signed', { bodyBytes: request.body.length })
    steps.record('request-sent', { url, method: 'POST', tokenHeader: 'Authorization' })
    const dispatched = await dispatchRequest(request, {
      fault: sending.fault,
      delayMs: sending.delayMs,
      patienceMs: actionTimeoutMs,
      abandonMs: actionTimeoutMs,
      signal: this.#stop.signal,
      ...(sending.again === undefined ? {} : { again: sending.again }),
    })
    const { reply, ...verdict } = judgeWebhookAnswer(dispatched.outcome)
    steps.record('answer-received', {
      status: verdict.status,
      outcome: verdict.outcome,
      ...(verdict.failure === undefined ? {} : { failure: verdict.failure }),
    })
    for (const finding of verdict.findings) steps.recordFinding(finding)
    const result = describeCall({
      messageId: question.id,
      name: call.name,
      user: call.user,
      request,
      requestId: steps.pressId,
      at,
      durationMs: steps.elapsedMs(),
      verdict,
      fault: sending.fault,
      duplicateStatuses: dispatched.duplicates.map((each) => judgeWebhookAnswer(each).status),
    })
    await mailboxes.recordPress(question.id, result)
    const answer = reply === undefined ? undefined : await this.#showReply(call, reply)
    steps.end(result.outcome)
    const shown = mailboxes.get(question.id)
    return { callId, question: shown, ...(answer === undefined ? {} : { answer }), result }
  }

  #showReply({ channel, name }: SignedCall, reply: WebhookReply): Promise<MailboxMessage> {
    const { text, card, findings } = reply
    return this.#posts.add(
      {
        mailbox: channelMailbox(channel.name),
        source: { type: 'channel', channel: channel.name, via: 'outgoing-webhook' },
        subject: text === '' ? `Answer of ${name}` : text,
        ...(text === '' ? {} : { text }),
        from: { name, address: '' },
        findings,
        ...(card === undefined ? {} : { card }),
        receivedAt: this.#context.now(),
      },
      Buffer.from(JSON.stringify({ type: 'message', text, ...(card === undefined ? {} : { card }) })),
    )
  }

  #keep(callId: string, call: SignedCall): void {
    this.#calls.set(callId, call)
    const oldest = this.#calls.keys().next()
    if (this.#calls.size > MAX_KEPT_CALLS && oldest.done !== true) this.#calls.delete(oldest.value)
  }
}
