import { CountersignError } from '../errors/index.js'
import type { TokenClaims } from './action-token-verifier.js'
import { isGuid } from './guid.js'
import { readTextList } from './option-list.js'
import { PLATFORM_CLIENT_ID } from './platform-client.js'

/** Client ids that may call. Default: the platform's alone. */
export function readCallers(
  name: string,
  option: readonly string[] | undefined,
  problems: string[],
): readonly string[] {
  if (option === undefined) return [PLATFORM_CLIENT_ID]
  const callers = readTextList(name, option, problems).map((caller) => caller.toLowerCase())
  if (!callers.every(isGuid)) problems.push(`${name}: give client ids (GUIDs)`)
  return callers
}

/**
 * The client that asked for the token: `appid` in version 1 tokens, `azp` in version 2 tokens. A token with both
 * must say the same in both.
 *
 * @throws CountersignError `ERR_TOKEN_VERSION` for the other version's claim alone or two that differ,
 *   `ERR_TOKEN_CALLER`
 */
export function checkTokenCaller(
  claims: TokenClaims,
  claim: 'appid' | 'azp',
  callers: readonly string[],
): void {
  const caller = claims[claim]
  const other = claims[claim === 'appid' ? 'azp' : 'appid']
  if (other !== undefined && other !== caller) throw new CountersignError('ERR_TOKEN_VERSION')
  if (typeof caller !== 'string' || !callers.includes(caller)) throw new CountersignError('ERR_TOKEN_CALLER')
}
