import { CountersignError } from '../../errors/index.js'
import type { TokenClaims } from '../action-token-verifier.js'

export const CONTEXT_VERSION = 'ExIdTok.V1'

/** The two shapes in which servers write these tokens; never a mixture. */
export type ExchangeShape =
  /** As documented: `appctx` an object, `nbf` and `exp` decimal strings. */
  | 'documented'
  /** As observed: `appctx` the JSON text of that object, `nbf` and `exp` numbers. */
  | 'observed'

/** `appctx`, read but not yet believed. */
export interface ExchangeContext {
  readonly shape: ExchangeShape
  /** `msexchuid`: an id, `@`, and the realm of the server. */
  readonly userId: string
  /** `amurl` as it stands: not to be fetched before it is found in the configuration. */
  readonly metadataUrl: unknown
}

/** No white space, control characters or `#`, which parts the stored user key. */
const USER_ID = /^[A-Za-z0-9._{}-]{1,128}@[A-Za-z0-9.-]{1,255}$/

/**
 * Reads `appctx`. It has to be read before the signature is checked, because it says whose key that is; nothing of it is used
 * but to look it up in what configuration has.
 *
 * @throws CountersignError `ERR_TOKEN_CONTEXT`, `ERR_TOKEN_VERSION` for another version
 */
export function readExchangeContext({ appctx }: TokenClaims): ExchangeContext {
  const shape = typeof appctx === 'string' ? 'observed' : 'documented'
  const context: unknown = typeof appctx === 'string' ? parseContext(appctx) : appctx
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw new CountersignError('ERR_TOKEN_CONTEXT')
  }
  const { msexchuid, version, amurl } = context as TokenClaims
  if (version !== CONTEXT_VERSION) throw new CountersignError('ERR_TOKEN_VERSION')
  if (typeof msexchuid !== 'string' || !USER_ID.test(msexchuid)) throw new CountersignError('ERR_TOKEN_ACTOR')
  return { shape, userId: msexchuid, metadataUrl: amurl }
}

function parseContext(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No cause: the parser's message quotes the text.
    throw new CountersignError('ERR_TOKEN_CONTEXT')
  }
}
