import { CountersignError } from '@countersign/core'
import type { Directory } from '../directory/directory.js'

/** Claims that name a person by an address. */
const ADDRESS_CLAIMS = ['upn', 'unique_name', 'preferred_username', 'email'] as const

/**
 * The last look at a payload before the platform's key signs it: the emulator speaks with the real issuer strings, so it
 * vouches for nobody but its own two tenants and the addresses of their `.example` domains.
 *
 * @throws CountersignError ERR_EMULATOR_MINT_REFUSED
 */
export function checkMintable(claims: Readonly<Record<string, unknown>>, directory: Directory): void {
  const { tid, sub } = claims
  const names = ADDRESS_CLAIMS.map((name) => claims[name]).filter((value) => value !== undefined)
  if (typeof sub === 'string' && sub.includes('@')) names.push(sub)
  const ownTenant = tid === undefined ? names.length > 0 : typeof tid === 'string' && directory.isTenant(tid)
  const ownNames = names.every((name) => typeof name === 'string' && directory.ownsDomainOf(name))
  if (!ownTenant || !ownNames) throw new CountersignError('ERR_EMULATOR_MINT_REFUSED')
}
