import type { HeaderField } from '../read/header-field.js'
import { CLOCK_SKEW_SECONDS } from '../limits.js'
import { parseDkimTags } from './parse-dkim-tags.js'

/** A DKIM-Signature field as read, before any look-up. */
export interface DkimCandidate {
  readonly field: HeaderField
  readonly domain: string
  readonly selector: string
  readonly algorithm: string
  /** `i=`'s domain; equals `domain` by default. */
  readonly identityDomain: string
  /** `b=` without white space. */
  readonly signature: string
  readonly coveredHeaders: readonly string[]
  /** Why it does not count, whatever its signature says. */
  readonly refusal?: string
}

const ALGORITHMS = ['rsa-sha256', 'ed25519-sha256']
const REQUIRED_TAGS = ['v', 'a', 'b', 'bh', 'd', 'h', 's']
/** RFC 6376 section 3.5; mailauth throws for any other. */
const CANONICALIZATION = /^(?:(?:simple|relaxed)(?:\/(?:simple|relaxed))?)?$/i
const HOST_NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$/

/** Reads one DKIM-Signature field and judges its form. */
export function readDkimCandidate(field: HeaderField, now: number): DkimCandidate {
  const tags = parseDkimTags(field.value)
  if (!tags || REQUIRED_TAGS.some((name) => !tags.get(name))) return refuseUnreadable(field)
  const tag = (name: string): string => tags.get(name) ?? ''
  const domain = tag('d').toLowerCase()
  const identity = tags.get('i') ?? `@${domain}`
  const candidate = {
    field,
    domain,
    selector: tag('s').toLowerCase(),
    algorithm: tag('a').toLowerCase(),
    identityDomain: identity.slice(identity.lastIndexOf('@') + 1).toLowerCase(),
    signature: tag('b').replace(/\s+/g, ''),
    coveredHeaders: tag('h').toLowerCase().replace(/\s+/g, '').split(':'),
  }
  const refusal =
    findMethodRefusal(tags) ?? findScopeRefusal(candidate) ?? findTimeRefusal(tags, Math.floor(now / 1000))
  return refusal === undefined ? candidate : { ...candidate, refusal }
}

function refuseUnreadable(field: HeaderField): DkimCandidate {
  const nothing = {
    domain: '',
    selector: '',
    algorithm: '',
    identityDomain: '',
    signature: '',
    coveredHeaders: [],
  }
  return { field, ...nothing, refusal: 'it is no list of tags with v, a, b, bh, d, h and s' }
}

function findMethodRefusal(tags: ReadonlyMap<string, string>): string | undefined {
  if (tags.get('v') !== '1') return 'v= is not 1'
  if (!ALGORITHMS.includes(tags.get('a')?.toLowerCase() ?? ''))
    return 'a= is not rsa-sha256 or ed25519-sha256'
  if (tags.has('l')) return 'l= leaves the end of the body open'
  if (!/^(?:dns\/txt)?$/i.test(tags.get('q') ?? '')) return 'q= is not dns/txt'
  if (!CANONICALIZATION.test(tags.get('c') ?? '')) return 'c= is not simple or relaxed'
  return undefined
}

function findScopeRefusal({
  domain,
  selector,
  identityDomain,
  coveredHeaders,
}: Pick<DkimCandidate, 'domain' | 'selector' | 'identityDomain' | 'coveredHeaders'>): string | undefined {
  if (!HOST_NAME.test(domain) || !HOST_NAME.test(selector)) return 'd= or s= is no host name'
  if (identityDomain !== domain && !identityDomain.endsWith(`.${domain}`)) return 'i= is outside d='
  if (!coveredHeaders.includes('from')) return 'h= does not cover From'
  return undefined
}

function findTimeRefusal(tags: ReadonlyMap<string, string>, nowSeconds: number): string | undefined {
  const signedAt = readSeconds(tags.get('t'))
  const expiresAt = readSeconds(tags.get('x'))
  if (signedAt === undefined || expiresAt === undefined) return 't= or x= is no number of seconds'
  if (signedAt !== 'absent' && signedAt > nowSeconds + CLOCK_SKEW_SECONDS) return 't= is in the future'
  if (expiresAt !== 'absent' && expiresAt <= nowSeconds) return 'x= has passed'
  if (signedAt !== 'absent' && expiresAt !== 'absent' && expiresAt <= signedAt) return 'x= is not after t='
  return undefined
}

function readSeconds(text: string | undefined): number | 'absent' | undefined {
  if (text === undefined) return 'absent'
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined
}
