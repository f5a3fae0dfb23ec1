import { createPrivateKey, KeyObject } from 'node:crypto'
import { domainOf, findAddressProblem, isDomainName } from './check-address.js'
import type { DkimOptions } from './dkim-options.js'
import type { ProblemList } from './problem-list.js'

/** RFC 8301 section 3.2: receivers must not count shorter keys. */
const RSA_BITS_MIN = 1024

export type DkimAlgorithm = 'rsa-sha256' | 'ed25519-sha256'

export interface DkimSigner {
  readonly domain: string
  readonly selector: string
  readonly key: KeyObject
  readonly algorithm: DkimAlgorithm
}

export function checkDkimOptions(
  options: DkimOptions,
  fromAddress: string,
  problems: ProblemList,
): DkimSigner | undefined {
  const domain = String(options.domain).toLowerCase()
  if (!isDomainName(domain)) problems.add('ERR_MAIL_OPTIONS', 'dkim.domain is not a host name in ASCII')
  else if (findAddressProblem(fromAddress) === undefined && !isAligned(domain, domainOf(fromAddress)))
    problems.add(
      'ERR_MAIL_OPTIONS',
      'dkim.domain is neither the domain of from nor one above it, so the signature would not count',
    )
  if (!isDomainName(String(options.selector)))
    problems.add('ERR_MAIL_OPTIONS', 'dkim.selector is not a host name in ASCII')
  const key = importDkimKey(options.key)
  const algorithm = key && algorithmOf(key)
  if (key === undefined || algorithm === undefined) {
    problems.add(
      'ERR_MAIL_OPTIONS',
      `dkim.key is not a private RSA key of at least ${RSA_BITS_MIN.toString()} bits or a private Ed25519 key`,
    )
    return undefined
  }
  return { domain, selector: options.selector, key, algorithm }
}

/** RFC 7489 section 3.1.1, without a list of public suffixes: the same domain, or one above it that is no top-level name. */
function isAligned(domain: string, fromDomain: string): boolean {
  return domain === fromDomain || (domain.includes('.') && fromDomain.endsWith(`.${domain}`))
}

function importDkimKey(key: KeyObject | string): KeyObject | undefined {
  if (key instanceof KeyObject) return key.type === 'private' ? key : undefined
  try {
    return createPrivateKey(key)
  } catch {
    return undefined
  }
}

function algorithmOf(key: KeyObject): DkimAlgorithm | undefined {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519-sha256'
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  return key.asymmetricKeyType === 'rsa' && bits >= RSA_BITS_MIN ? 'rsa-sha256' : undefined
}
