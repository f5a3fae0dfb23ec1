import { normalizeAddress } from '../../address.js'
import { CountersignError } from '../../errors/index.js'
import { isReservedDomain, isReservedTenant } from '../../issuers/index.js'
import type { TokenActor, TokenClaims } from '../action-token-verifier.js'
import { isGuid } from '../guid.js'

export interface SubstrateActorRule {
  /** Normalised sending addresses; `undefined` accepts every sender, but never a token without one. */
  readonly senders: ReadonlySet<string> | undefined
  /** `undefined` accepts no connector token. */
  readonly tenants: ReadonlySet<string> | undefined
  readonly emulatorTrusted: boolean
}

export interface SubstrateParties {
  readonly actor: TokenActor
  readonly sender?: string
  readonly tenantId?: string
}

/**
 * Who acted, and on whose card. Mail tokens name the actor's address in `sub` and have a `sender`; connector and
 * Teams tokens have none, and name the actor by `tid` and `oid`.
 *
 * @throws CountersignError `ERR_TOKEN_SENDER`, `ERR_TOKEN_ADDRESS`, `ERR_TOKEN_TENANT`, `ERR_TOKEN_ACTOR`,
 *   `ERR_TOKEN_EMULATOR`
 */
export function readSubstrateParties(claims: TokenClaims, rule: SubstrateActorRule): SubstrateParties {
  return Object.hasOwn(claims, 'sender') ? readMailParties(claims, rule) : readConnectorParties(claims, rule)
}

function readMailParties(claims: TokenClaims, rule: SubstrateActorRule): SubstrateParties {
  const sender = readAddress(claims.sender)
  if (rule.senders !== undefined && !rule.senders.has(sender)) throw new CountersignError('ERR_TOKEN_SENDER')
  const address = readAddress(claims.sub)
  checkDomains(sender, address, rule)
  // Not documented for mail; where it is there, it must not contradict the configuration.
  const tenantId = claims.tid === undefined ? undefined : readTenant(claims.tid, rule)
  return {
    actor: { address, guest: false },
    sender,
    ...(tenantId !== undefined && { tenantId }),
  }
}

function readConnectorParties(claims: TokenClaims, rule: SubstrateActorRule): SubstrateParties {
  // A missing sender never equals an expected one, nor a missing expectation.
  if (rule.senders !== undefined) throw new CountersignError('ERR_TOKEN_SENDER')
  if (rule.tenants === undefined) {
    throw new CountersignError(
      'ERR_TOKEN_TENANT',
      'The token is from a connector, and no tenants are configured.',
    )
  }
  const tenantId = readTenant(claims.tid, rule)
  const { oid, sub } = claims
  if (!isGuid(oid) || sub !== oid) throw new CountersignError('ERR_TOKEN_ACTOR')
  return { actor: { tenantId, objectId: oid, guest: false }, tenantId }
}

function readTenant(tid: unknown, rule: SubstrateActorRule): string {
  if (!isGuid(tid)) throw new CountersignError('ERR_TOKEN_TENANT')
  if (isReservedTenant(tid) && !rule.emulatorTrusted) throw new CountersignError('ERR_TOKEN_EMULATOR')
  const allowed =
    rule.tenants === undefined ? isReservedTenant(tid) === rule.emulatorTrusted : rule.tenants.has(tid)
  if (!allowed) throw new CountersignError('ERR_TOKEN_TENANT')
  return tid
}

function readAddress(value: unknown): string {
  if (typeof value !== 'string') throw new CountersignError('ERR_TOKEN_ADDRESS')
  return normalizeAddress(value)
}

/** A card may be sent to the emulator from anywhere, but only the emulator's own users act there. */
function checkDomains(sender: string, actor: string, rule: SubstrateActorRule): void {
  const actorReserved = isReservedDomain(domainOf(actor))
  if (!rule.emulatorTrusted) {
    if (actorReserved || isReservedDomain(domainOf(sender))) throw new CountersignError('ERR_TOKEN_EMULATOR')
  } else if (!actorReserved) {
    throw new CountersignError(
      'ERR_TOKEN_ACTOR',
      "With trustEmulator only users of the emulator's domains act.",
    )
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
