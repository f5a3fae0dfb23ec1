import { CountersignError } from '@countersign/core'
import { checkEnvelope } from '../check-envelope.js'
import type { Transport, TransportMail } from '../transport.js'
import { createAccessToken, type AccessToken } from './access-token.js'
import { checkGraphOptions } from './check-graph-options.js'
import { checkVisibleRecipients } from './check-visible-recipients.js'
import { toGraphError } from './graph-error.js'
import type { CheckedGraph, GraphOptions } from './graph-options.js'
import { postToGraph, type GraphAnswer } from './graph-request.js'
import { createPause, readRetryAfterMs, type Pause } from './pause.js'

/** What Graph takes in one request: 4 MB. */
const MAX_BODY_LENGTH = 4 * 1024 * 1024

/**
 * Delivers through Microsoft Graph (`POST /users/{sender}/sendMail`) with the app's own credentials. The mail goes as
 * the MIME that was composed, so that a signed card arrives as it was signed; Exchange Online adds DKIM itself.
 *
 * Graph reads the recipients from the mail: an envelope that says anything else is refused before anything is sent.
 * 202 is "accepted". 429, 503 and other passing answers throw `ERR_MAIL_UNDELIVERED`, and no delivery of this
 * transport asks again before `Retry-After` is over; a token that is not taken is fetched anew once, then
 * `ERR_MAIL_LOGIN`; any other 4xx and every redirect `ERR_MAIL_REFUSED`. Secret and token are in no error and in no
 * field of the transport.
 *
 * An answer that gets lost leaves open whether the mail went out, as with SMTP: compose with `key`.
 *
 * Throws `ERR_MAIL_OPTIONS` with everything that is wrong.
 * Source: https://learn.microsoft.com/graph/api/user-sendmail, "Send a message in MIME format".
 */
export function createGraphTransport(options: GraphOptions): Transport {
  const graph = checkGraphOptions(options)
  const pause = createPause(graph)
  const token = createAccessToken(graph, pause)
  return Object.freeze<Transport>({
    async deliver(mail, { signal } = {}) {
      checkEnvelope(mail.envelope)
      checkVisibleRecipients(mail)
      const delivery = composeDelivery(mail, graph)
      signal?.throwIfAborted()
      const answer = await sendWithToken(delivery, { graph, pause, token, signal })
      if (answer.status === 202) return { response: '202 Accepted' }
      const retryAfterMs = readRetryAfterMs(answer, graph.now())
      pause.extend(retryAfterMs)
      throw toGraphError(answer, retryAfterMs)
    },
  })
}

interface Delivery {
  readonly url: string
  readonly body: string
}

function composeDelivery({ envelope, raw }: TransportMail, graph: CheckedGraph): Delivery {
  const body = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('base64')
  if (body.length > MAX_BODY_LENGTH)
    throw new CountersignError(
      'ERR_MAIL_REFUSED',
      'The mail is larger than Microsoft Graph takes in one request.',
    )
  return {
    url: `${graph.graphUrl}/users/${encodeURIComponent(graph.sender ?? envelope.from)}/sendMail`,
    body,
  }
}

interface Means {
  readonly graph: CheckedGraph
  readonly pause: Pause
  readonly token: AccessToken
  readonly signal: AbortSignal | undefined
}

/** A token may have been revoked before its time: then, and only then, a second one is fetched. */
async function sendWithToken(delivery: Delivery, means: Means): Promise<GraphAnswer> {
  const { pause, token, signal } = means
  await pause.wait(signal)
  const first = await untilAborted(token.get(), signal)
  const answer = await send(delivery, first, means)
  if (answer.status !== 401) return answer
  token.discard(first)
  return send(delivery, await untilAborted(token.get(), signal), means)
}

function send({ url, body }: Delivery, token: string, { graph, signal }: Means): Promise<GraphAnswer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/plain' }
  return postToGraph({ url, headers, body, signal }, graph)
}

/** The token is everybody's: who no longer waits for it leaves it to the others. */
async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
