import { CountersignError } from '../errors/index.js'
import type { TokenClaims } from './action-token-verifier.js'
import { readTextList } from './option-list.js'

/** Scopes, any one of which is enough. */
export function readScope(option: string | readonly string[], problems: string[]): readonly string[] {
  return readTextList('scope', option, problems)
}

/**
 * `scp` is a space-separated list, compared word by word (RFC 6749 section 3.3). Without one the token stands for
 * an application (RFC 9068 has no such token; Entra does).
 *
 * @throws CountersignError `ERR_TOKEN_APP_ONLY`, `ERR_TOKEN_SCOPE`
 */
export function checkTokenScope(claims: TokenClaims, wanted: readonly string[]): void {
  const { scp, idtyp } = claims
  if (scp === undefined || (idtyp !== undefined && idtyp !== 'user'))
    throw new CountersignError('ERR_TOKEN_APP_ONLY')
  if (typeof scp !== 'string') throw new CountersignError('ERR_TOKEN_SCOPE')
  if (wanted.includes(scp)) return
  if (!scp.split(' ').some((word) => wanted.includes(word))) throw new CountersignError('ERR_TOKEN_SCOPE')
}
