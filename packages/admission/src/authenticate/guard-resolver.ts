import type { DnsResolver } from '../dns/dns-resolver.js'
import { MAX_DNS_LOOKUPS } from '../limits.js'

/**
 * The caller's resolver for the length of one mail: asks each question once, at most MAX_DNS_LOOKUPS in all, and
 * gives every failure the mark by which mailauth's SPF sees a temporary error. Without the mark mailauth passes
 * over a failing `include` or `redirect` as though it had not been there.
 */
export function guardResolver(resolver: DnsResolver): DnsResolver {
  const answers = new Map<string, Promise<unknown>>()
  return (name, rrtype) => {
    const question = `${rrtype.toUpperCase()} ${name.toLowerCase()}`
    let answer = answers.get(question)
    if (!answer) {
      answer =
        answers.size < MAX_DNS_LOOKUPS
          ? ask(resolver, name, rrtype)
          : Promise.reject(temporaryFailure('ETOOMANY', `more than ${String(MAX_DNS_LOOKUPS)} look-ups`))
      // Somebody else may hold the promise later; until then nobody handles its rejection.
      answer.catch(() => undefined)
      answers.set(question, answer)
    }
    return answer.then((records) => structuredClone(records))
  }
}

async function ask(resolver: DnsResolver, name: string, rrtype: string): Promise<unknown> {
  let records: unknown
  try {
    records = await resolver(name, rrtype)
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN'
    if (code === 'ENOTFOUND' || code === 'ENODATA') throw error
    throw temporaryFailure(code, code)
  }
  if (!isAnswer(records, rrtype.toUpperCase())) throw temporaryFailure('EBADRESP', 'malformed answer')
  return records
}

function isAnswer(records: unknown, rrtype: string): boolean {
  if (!Array.isArray(records)) return false
  return records.every((record: unknown) => {
    if (rrtype === 'TXT') return Array.isArray(record) && record.every((piece) => typeof piece === 'string')
    if (rrtype === 'MX') return typeof record === 'object' && record !== null && 'exchange' in record
    return typeof record === 'string'
  })
}

function temporaryFailure(code: string, text: string): Error {
  return Object.assign(new Error(`DNS failure: ${text}`), {
    code,
    spfResult: { error: 'temperror', text: `DNS failure: ${text}` },
  })
}
