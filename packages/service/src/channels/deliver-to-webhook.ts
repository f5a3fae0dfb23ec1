import { setTimeout as sleep } from 'node:timers/promises'
import { CountersignError } from '@countersign/core'
import { judgeWebhookAnswer, type WebhookAnswer } from './webhook-answer.js'

/** What the vendor takes, in bytes: 28 KB. */
export const MAX_POST_BYTES = 28 * 1024
/** One try, in ms. */
const TRY_TIMEOUT_MS = 15_000
const MAX_TRIES = 4
/** Longest pause between two tries; a channel that asks for more is left alone, in seconds. */
const MAX_PAUSE_SECONDS = 30
/** Characters of an answer that are looked at. */
const MAX_ANSWER_LENGTH = 4_096

export interface DeliverOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly signal?: AbortSignal | undefined
}

/**
 * Posts one card and says in how many tries. Throttling (429) and failures of the channel (5xx) are tried again after
 * the pause that the channel names. Nothing that is thrown here holds the address, which is a secret.
 *
 * @throws CountersignError `ERR_POST_SIZE`, `ERR_POST_REFUSED`, `ERR_POST_UNAVAILABLE`, `ERR_POST_NETWORK`; the
 *   reason of `signal`
 */
export async function deliverToWebhook(
  url: URL,
  message: unknown,
  { now, signal }: DeliverOptions,
): Promise<number> {
  const body = JSON.stringify(message)
  if (Buffer.byteLength(body) > MAX_POST_BYTES) throw new CountersignError('ERR_POST_SIZE')
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted()
    const verdict = judgeWebhookAnswer(await post(url, body, signal), now())
    switch (verdict.verdict) {
      case 'taken':
        return attempt
      case 'refused':
        throw new CountersignError('ERR_POST_REFUSED', undefined, { details: { status: verdict.status } })
      case 'later': {
        const pauseSeconds = verdict.retryAfterSeconds ?? 2 ** (attempt - 1)
        if (attempt >= MAX_TRIES || pauseSeconds > MAX_PAUSE_SECONDS) {
          throw new CountersignError('ERR_POST_UNAVAILABLE', undefined, {
            details: { status: verdict.status, attempts: attempt, retryAfterSeconds: pauseSeconds },
          })
        }
        await sleep(pauseSeconds * 1000, undefined, signal === undefined ? {} : { signal })
      }
    }
  }
}

async function post(url: URL, body: string, signal: AbortSignal | undefined): Promise<WebhookAnswer> {
  const timeout = AbortSignal.timeout(TRY_TIMEOUT_MS)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    })
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after') ?? undefined,
      body: await readBeginning(response),
    }
  } catch {
    signal?.throwIfAborted()
    // No cause: what a client throws may quote the address.
    throw new CountersignError('ERR_POST_NETWORK')
  }
}

async function readBeginning({ body }: Response): Promise<string> {
  if (body === null) return ''
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (text.length < MAX_ANSWER_LENGTH) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
  // Nobody waits for the rest.
  void reader.cancel().catch(() => undefined)
  return text.slice(0, MAX_ANSWER_LENGTH)
}
