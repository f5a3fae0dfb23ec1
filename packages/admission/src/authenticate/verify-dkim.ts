import mailauthDkim from 'mailauth/lib/dkim/verify.js'
import type { DkimSignature, DkimVerdict } from '../authentication.js'
import type { DnsResolver } from '../dns/dns-resolver.js'
import { MAX_DKIM_SIGNATURES, MIN_DKIM_KEY_BITS } from '../limits.js'
import { fieldsOf } from '../read/header-field.js'
import type { Message } from '../read/read-message.js'
import { checkDkimKeyRecord } from './check-dkim-key-record.js'
import { type DkimCandidate, readDkimCandidate } from './dkim-candidate.js'
import { findUncoveredField } from './find-uncovered-field.js'
import { isAligned } from './organizational-domain.js'
import { summarizeDkim } from './summarize-dkim.js'
import { toAuthenticationResult } from './to-authentication-result.js'

export interface VerifyDkimOptions {
  readonly fromDomain: string | undefined
  /** Milliseconds. */
  readonly now: number
  readonly resolver: DnsResolver
}

type MailauthResult = Awaited<ReturnType<typeof mailauthDkim.dkimVerify>>['results'][number]

/**
 * DKIM (RFC 6376). Signatures that prove too little (l=, sha1, expired, From or To left open …) are judged by
 * their form and never reach mailauth; it sees the mail with the rest alone.
 */
export async function verifyDkim(message: Message, options: VerifyDkimOptions): Promise<DkimVerdict> {
  const { fromDomain } = options
  const candidates = fieldsOf(message.fields, 'dkim-signature').map((field) =>
    readDkimCandidate(field, options.now),
  )
  const aligned = (candidate: DkimCandidate): boolean =>
    fromDomain !== undefined && isAligned(candidate.domain, fromDomain)
  const chosen = [...candidates]
    .sort((one, other) => Number(aligned(other)) - Number(aligned(one)))
    .slice(0, MAX_DKIM_SIGNATURES)
  const results = await runMailauth(
    message,
    chosen.filter((candidate) => candidate.refusal === undefined),
    options,
  )
  const signatures = chosen.map((candidate): DkimSignature => {
    const { result, comment, keyBits } = judgeSignature(message, candidate, results)
    return {
      domain: candidate.domain,
      selector: candidate.selector,
      algorithm: candidate.algorithm,
      result,
      ...(comment === undefined ? {} : { comment }),
      aligned: aligned(candidate),
      coveredHeaders: candidate.coveredHeaders,
      ...(keyBits === undefined ? {} : { keyBits }),
    }
  })
  return { result: summarizeDkim(signatures), signatures }
}

async function runMailauth(
  { fields, body }: Message,
  candidates: readonly DkimCandidate[],
  { resolver, now }: VerifyDkimOptions,
): Promise<readonly MailauthResult[]> {
  if (candidates.length === 0) return []
  const kept = new Set(candidates.map((candidate) => candidate.field))
  const header = fields
    .filter((field) => kept.has(field) || !/^(?:dkim-signature|arc-.*)$/.test(field.key))
    .map((field) => `${field.raw}\r\n`)
    .join('')
  const { results } = await mailauthDkim.dkimVerify(Buffer.from(`${header}\r\n${body}`, 'latin1'), {
    resolver,
    minBitLength: MIN_DKIM_KEY_BITS,
    curTime: new Date(now),
    sender: '<>',
  })
  return results
}

function judgeSignature(
  message: Message,
  candidate: DkimCandidate,
  results: readonly MailauthResult[],
): Pick<DkimSignature, 'result' | 'comment' | 'keyBits'> {
  if (candidate.refusal !== undefined) return { result: 'policy', comment: candidate.refusal }
  const found = results.find(
    ({ signature, signingDomain, selector }) =>
      signature === candidate.signature &&
      signingDomain?.toLowerCase() === candidate.domain &&
      selector?.toLowerCase() === candidate.selector,
  )
  if (!found) return { result: 'permerror', comment: 'the signature cannot be read' }
  const keyBits = found.modulusLength === undefined ? {} : { keyBits: found.modulusLength }
  const result = toAuthenticationResult(found.status.result)
  if (result !== 'pass') {
    const weak = found.status.policy?.['dkim-rules'] === 'weak-key'
    const comment = weak ? `the key has less than ${String(MIN_DKIM_KEY_BITS)} bits` : found.status.comment
    return { result, ...keyBits, ...(comment === undefined ? {} : { comment }) }
  }
  const uncovered = findUncoveredField(message.fields, candidate.coveredHeaders)
  const refusal =
    checkDkimKeyRecord(found.rr ?? '', candidate) ??
    (uncovered === undefined ? undefined : `h= does not cover the field ${uncovered}`)
  return refusal === undefined ? { result, ...keyBits } : { result: 'policy', comment: refusal, ...keyBits }
}
