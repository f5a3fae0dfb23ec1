import { toLoginError } from './graph-error.js'
import { readRetryAfterMs, type Pause } from './pause.js'
import type { CheckedGraph } from './graph-options.js'
import { postToGraph, type GraphAnswer } from './graph-request.js'

/** A token is not used in its last minutes, in milliseconds: a request under way must not outlive it. */
const SPARE_MS = 5 * 60_000
/** Longest life that is believed: a day, as continuous-access sessions have. */
const MAX_LIFETIME_MS = 28 * 3_600_000
const TOKEN_FORM = /^[\x21-\x7e]{1,16384}$/

/** The app's access token: fetched when it is needed, by one request at a time, and kept until shortly before it ends. */
export interface AccessToken {
  /** Throws `ERR_MAIL_LOGIN` or `ERR_MAIL_UNDELIVERED`. */
  get(): Promise<string>
  /** A token that Graph did not take is not used again. */
  discard(token: string): void
}

interface HeldToken {
  readonly text: string
  readonly usableUntil: number
}

export function createAccessToken(graph: CheckedGraph, pause: Pause): AccessToken {
  let held: HeldToken | undefined
  let fetching: Promise<HeldToken> | undefined
  return {
    async get() {
      if (held !== undefined && graph.now() < held.usableUntil) return held.text
      fetching ??= fetchToken(graph, pause).finally(() => {
        fetching = undefined
      })
      held = await fetching
      return held.text
    },
    discard(token) {
      if (held?.text === token) held = undefined
    },
  }
}

/** Client credentials, RFC 6749 section 4.4. One delivery that is aborted does not take the others' token with it. */
async function fetchToken(graph: CheckedGraph, pause: Pause): Promise<HeldToken> {
  const { clientId, clientSecret, scope, tokenUrl } = graph
  const form = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    scope,
    grant_type: 'client_credentials',
  })
  const answer = await postToGraph(
    {
      url: tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
      signal: undefined,
    },
    graph,
  )
  const token = readToken(answer, graph.now())
  if (token !== undefined) return token
  const retryAfterMs = readRetryAfterMs(answer, graph.now())
  pause.extend(retryAfterMs)
  throw toLoginError(answer, retryAfterMs)
}

function readToken({ status, json }: GraphAnswer, now: number): HeldToken | undefined {
  if (status !== 200 || typeof json !== 'object' || json === null) return undefined
  const {
    access_token: text,
    token_type: type,
    expires_in: seconds,
  } = json as Readonly<Record<string, unknown>>
  if (typeof text !== 'string' || !TOKEN_FORM.test(text)) return undefined
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') return undefined
  // Some clouds write the seconds as a text.
  const lifetimeMs = Number(seconds) * 1_000
  if (!(lifetimeMs > 0)) return undefined
  return {
    text,
    usableUntil: now + Math.min(lifetimeMs, MAX_LIFETIME_MS) - Math.min(SPARE_MS, lifetimeMs / 2),
  }
}
