import { CountersignError } from '../errors/index.js'
import { isJsonObject } from '../jose/json-object.js'
import { listClaimProblems } from './check-claims.js'
import type { ActorBinding, LimitedClaims } from './limited-claims.js'

/** An address, tenant id and object id, or a tenant id alone: a release that does not know the last one refuses it. */
type WireActor = string | readonly [string, string] | readonly [string]

/**
 * The claims as they are sealed. The names that RFC 7519 registers are kept; the rest are short, because
 * the token has to fit into a URL.
 */
interface WireClaims {
  readonly jti: string
  readonly iat: number
  readonly exp: number
  readonly aud: string
  readonly cls: number
  readonly pur: LimitedClaims['purpose']
  readonly knd: string
  readonly itm: string
  readonly ver: number
  readonly dec?: string | undefined
  readonly act: readonly WireActor[]
  readonly snd?: string | undefined
  readonly org: string
  readonly cid?: string | undefined
}

export function encodeClaims(claims: LimitedClaims): string {
  const wire: WireClaims = {
    jti: claims.jti,
    iat: claims.iat,
    exp: claims.exp,
    aud: claims.aud,
    cls: claims.closesAt,
    pur: claims.purpose,
    knd: claims.kind,
    itm: claims.item,
    ver: claims.version,
    dec: claims.decision,
    act: claims.actors.map(encodeActor),
    snd: claims.sender,
    org: claims.originator,
    cid: claims.correlationId,
  }
  return JSON.stringify(wire)
}

/**
 * Reads what encodeClaims wrote. The seal has been checked, so only another release of this project can
 * have written anything else.
 *
 * @throws CountersignError ERR_LIMITED_CLAIMS
 */
export function decodeClaims(text: string): LimitedClaims {
  const wire = parseWire(text)
  const claims: LimitedClaims = {
    jti: wire.jti,
    iat: wire.iat,
    exp: wire.exp,
    closesAt: wire.cls,
    aud: wire.aud,
    purpose: wire.pur,
    kind: wire.knd,
    item: wire.itm,
    version: wire.ver,
    ...(wire.dec === undefined ? undefined : { decision: wire.dec }),
    actors: wire.act.map(decodeActor),
    ...(wire.snd === undefined ? undefined : { sender: wire.snd }),
    originator: wire.org,
    ...(wire.cid === undefined ? undefined : { correlationId: wire.cid }),
  }
  if (listClaimProblems(claims).length > 0) throw new CountersignError('ERR_LIMITED_CLAIMS')
  return claims
}

function parseWire(text: string): WireClaims {
  let wire: unknown
  try {
    wire = JSON.parse(text)
  } catch {
    // No cause: the parser's message quotes the claims.
    throw new CountersignError('ERR_LIMITED_CLAIMS')
  }
  if (!isJsonObject(wire) || !Array.isArray(wire['act'])) throw new CountersignError('ERR_LIMITED_CLAIMS')
  // The types of the members are checked once they have their long names.
  return wire as unknown as WireClaims
}

function encodeActor(actor: ActorBinding): WireActor {
  if ('address' in actor) return actor.address
  return 'anyone' in actor ? [actor.tenantId] : [actor.tenantId, actor.objectId]
}

function decodeActor(actor: WireActor): ActorBinding {
  if (typeof actor === 'string') return { address: actor }
  if (!Array.isArray(actor)) throw new CountersignError('ERR_LIMITED_CLAIMS')
  const ids = actor as readonly string[]
  const [tenantId = '', objectId = ''] = ids
  if (ids.length === 1) return { tenantId, anyone: true }
  if (ids.length === 2) return { tenantId, objectId }
  throw new CountersignError('ERR_LIMITED_CLAIMS')
}
