import type { RecordedAnswer } from '../ledger.js'
import { isUnstorable } from '../rules/check-arguments.js'

export interface EncodedAnswer {
  /** JSON: status and headers, and the body where it can't be stored as text. */
  readonly head: string
  readonly body: string | null
}

/** The body is stored as it is, which is what operators see; JSON only escapes what a driver would cut or change. */
export function encodeAnswer({ status, headers, body }: RecordedAnswer): EncodedAnswer {
  return isUnstorable(body)
    ? { head: JSON.stringify({ status, headers, body }), body: null }
    : { head: JSON.stringify({ status, headers }), body }
}

export function decodeAnswer(head: string, body: unknown): RecordedAnswer {
  const parsed = JSON.parse(head) as Omit<RecordedAnswer, 'body'> & { readonly body?: string }
  return {
    status: parsed.status,
    headers: parsed.headers,
    body: typeof body === 'string' ? body : (parsed.body ?? ''),
  }
}
