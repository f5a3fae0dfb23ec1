import { setMaxListeners } from 'node:events'
import { CountersignError } from '@countersign/core'
import { ACTION_TIMEOUT_MS } from '../actions/action-limits.js'
import { sendRequest, type SendOutcome } from '../actions/send-request.js'
import type { Directory } from '../directory/directory.js'
import type { EventLog } from '../events/event-log.js'
import { redactSecrets } from '../events/redact-secrets.js'
import type { Mailboxes } from '../mailboxes/mailboxes.js'
import { readLoopbackOrigin, readUrl } from '../registry/read-origin.js'
import type { AddInCall, AddInCallResult } from './add-in-call.js'
import type { ExchangeServer } from './exchange-server.js'

/** Longest part of an answer that is shown, in characters. */
const MAX_SHOWN_BODY_LENGTH = 4_096

export interface AddInHostOptions {
  readonly exchange: ExchangeServer
  readonly mailboxes: Mailboxes
  readonly directory: Directory
  readonly events: EventLog
}

/** Plays the add-in beside an open mail: asks Exchange for the identity token and sends it to the add-in's service. */
export class AddInHost {
  readonly #options: AddInHostOptions
  readonly #stop = new AbortController()

  constructor(options: AddInHostOptions) {
    this.#options = options
    setMaxListeners(0, this.#stop.signal)
  }

  /**
   * One POST with the token as the bearer and the open item as JSON. Redirects are not followed.
   *
   * @throws CountersignError ERR_EMULATOR_REQUEST for an endpoint that is not on this machine,
   * ERR_EMULATOR_USER_NOT_FOUND, _MESSAGE_NOT_FOUND, _MINT_REFUSED
   */
  async call(call: AddInCall): Promise<AddInCallResult> {
    const target = readEndpoint(call.endpoint)
    const body = Buffer.from(JSON.stringify(this.#describeItem(call)))
    const { token, x5t, claims } = await this.#options.exchange.mint(call)
    const startedAt = performance.now()
    const outcome = await sendRequest(
      {
        route: target.origin,
        target,
        method: 'POST',
        headers: [
          ['Content-Type', 'application/json'],
          ['Authorization', `Bearer ${token}`],
        ],
        body,
      },
      ACTION_TIMEOUT_MS,
      this.#stop.signal,
    )
    const durationMs = Math.round((performance.now() - startedAt) * 100) / 100
    const { verdict, status, ...rest } = judge(outcome)
    const endpoint = `${target.origin}${target.pathname}`
    this.#options.events.emit({ type: 'add-in-called', endpoint, verdict, status, durationMs })
    return {
      token: { shape: call.shape ?? 'observed', x5t, claims },
      endpoint,
      verdict,
      status,
      ...rest,
      durationMs,
    }
  }

  /** Ends every call under way. */
  close(): void {
    this.#stop.abort()
  }

  #describeItem({ as, messageId }: AddInCall): object {
    if (messageId === undefined) return {}
    const { mailboxes, directory } = this.#options
    const { id, mailbox, admission } = mailboxes.get(messageId)
    // An add-in sees the mails of the mailbox it runs in, and no others.
    if (directory.findByAddress(mailbox) !== directory.getUser(as)) {
      throw new CountersignError('ERR_EMULATOR_MESSAGE_NOT_FOUND')
    }
    return { item: { itemId: String(id), subject: admission.mail.subject } }
  }
}

function readEndpoint(text: string): URL {
  const url = readUrl(text)
  if (url === undefined || url.username !== '' || url.password !== '' || !isHere(url)) {
    throw new CountersignError(
      'ERR_EMULATOR_REQUEST',
      'The endpoint is not a URL on this machine, like http://127.0.0.1:3000/identity.',
    )
  }
  return url
}

function isHere(url: URL): boolean {
  return readLoopbackOrigin(url.origin) !== undefined
}

function judge(outcome: SendOutcome): Pick<AddInCallResult, 'verdict' | 'status' | 'body' | 'failure'> {
  if ('failure' in outcome) return { verdict: 'failed', status: 0, body: '', failure: outcome.failure }
  const { status, body } = outcome.answer
  const shown = redactSecrets(body.toString()).slice(0, MAX_SHOWN_BODY_LENGTH)
  if (status >= 200 && status < 300) return { verdict: 'accepted', status, body: shown }
  return { verdict: status >= 400 && status < 500 ? 'refused' : 'failed', status, body: shown }
}
