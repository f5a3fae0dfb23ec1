import { CountersignError } from '@countersign/core'
import type { Directory } from '../directory/directory.js'
import type { TokenOrder, TokenProfile } from './token-order.js'

/** An action token asked for by itself, without a press. */
export interface TokenRequest {
  readonly profile?: TokenProfile
  /** Who acts: an address, an alias or an object id of the directory. */
  readonly as: string
  readonly audience: string
  /** Entra only; default `Global.Test`. */
  readonly scope?: string
  /** `sender` of `substrate` mail tokens; default `sender@contoso.example`. */
  readonly sender?: string
  /** One of the user's addresses for `sub` of `substrate` mail tokens; default the primary one. */
  readonly address?: string
  /** Milliseconds since 1970; default now. */
  readonly issuedAt?: number
  /** Default 900 for substrate, 4,500 for entra. */
  readonly lifetimeSeconds?: number
}

/** @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_MINT_REFUSED */
export function completeTokenRequest(request: TokenRequest, directory: Directory, now: number): TokenOrder {
  const user = directory.getUser(request.as)
  const address = request.address ?? user.addresses[0] ?? user.upn
  if (directory.findByAddress(address) !== user) throw new CountersignError('ERR_EMULATOR_MINT_REFUSED')
  return {
    profile: request.profile ?? 'entra-v1',
    audience: request.audience,
    scope: request.scope ?? 'Global.Test',
    user,
    address,
    principalName: user.upn,
    sender: request.sender ?? 'sender@contoso.example',
    issuedAt: request.issuedAt ?? now,
    ...(request.lifetimeSeconds === undefined ? {} : { lifetimeSeconds: request.lifetimeSeconds }),
  }
}
