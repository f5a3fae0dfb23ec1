import { CountersignError } from '../errors/index.js'
import { readTextList } from './option-list.js'
import type { TokenClaims } from './action-token-verifier.js'

/** Tokens for these are everywhere; a service that accepts them accepts every application's. */
const FOREIGN_AUDIENCES: readonly string[] = [
  '00000003-0000-0000-c000-000000000000',
  'https://graph.microsoft.com',
  'https://graph.microsoft.com/',
  '00000002-0000-0000-c000-000000000000',
  'https://management.azure.com/',
  'https://outlook.office.com/',
]

/**
 * The expected audiences, from configuration only. Empty is an error: there is no "any". A list, as there are few: to compare a
 * claim with one or two is cheaper than to hash it.
 */
export function readAudience(option: string | readonly string[], problems: string[]): readonly string[] {
  const audiences = readTextList('audience', option, problems)
  for (const audience of audiences) {
    if (FOREIGN_AUDIENCES.includes(audience.toLowerCase())) {
      problems.push("audience: that is another service's audience; give this service's own")
    }
  }
  return audiences
}

/**
 * `aud` is one string, equal to an expected one in every letter, slash and port. The platform never sends a list,
 * and a token for several services is one that any of them can pass on.
 *
 * @throws CountersignError `ERR_TOKEN_AUDIENCE`
 */
export function checkTokenAudience(claims: TokenClaims, expected: readonly string[]): string {
  const { aud } = claims
  if (typeof aud !== 'string' || !expected.includes(aud)) throw new CountersignError('ERR_TOKEN_AUDIENCE')
  return aud
}
