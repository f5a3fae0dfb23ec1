/** What a channel's answer means for the card that was posted. */
export type WebhookVerdict =
  | { readonly verdict: 'taken' }
  /** Later it may work. */
  | { readonly verdict: 'later'; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly verdict: 'refused'; readonly status: number }

export interface WebhookAnswer {
  readonly status: number
  readonly retryAfter: string | undefined
  /** Its beginning. */
  readonly body: string
}

/**
 * Connectors say 200 to everything: `1` where Teams took the card, else a text that names the status which Teams gave
 * ("… returned HTTP error 429 with ContextId …"). Workflows say 202. A redirect is a refusal: the address is a secret
 * and goes to nobody else. Source: "Rate limiting for connectors" of the Teams documentation.
 */
export function judgeWebhookAnswer(answer: WebhookAnswer, now: number): WebhookVerdict {
  const { status } = answer
  if (status === 202 || (status === 200 && /^1?$/.test(answer.body.trim()))) return { verdict: 'taken' }
  const inner = status === 200 ? /returned HTTP error (\d{3})\b/.exec(answer.body)?.[1] : undefined
  const effective = inner === undefined ? status : Number(inner)
  if (effective !== 429 && effective < 500) return { verdict: 'refused', status: effective }
  const retryAfterSeconds = parseRetryAfter(answer.retryAfter, now)
  return {
    verdict: 'later',
    status: effective,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value)
  const date = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000))
}
