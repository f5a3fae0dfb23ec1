import { CountersignError } from '../../errors/index.js'
import { isReservedDomain } from '../../issuers/index.js'
import type { TokenClaims } from '../action-token-verifier.js'
import { readTextList } from '../option-list.js'
import type { BotCloud } from './bot-cloud.js'

/** Which connectors may call. */
export interface ServiceUrlRule {
  /** Origins with a path that ends with a slash. Empty only with a trusted emulator: then any reserved domain. */
  readonly allowed: readonly URL[]
  readonly emulatorTrusted: boolean
}

export function readServiceUrls(
  option: readonly string[] | undefined,
  cloud: BotCloud,
  emulatorTrusted: boolean,
  problems: string[],
): ServiceUrlRule {
  if (option === undefined) {
    const hosts = emulatorTrusted ? [] : cloud.serviceHosts
    return { allowed: hosts.map((host) => new URL(`https://${host}/`)), emulatorTrusted }
  }
  const allowed: URL[] = []
  for (const text of readTextList('serviceUrls', option, problems)) {
    const url = parseServiceUrl(text)
    if (url === undefined) {
      problems.push('serviceUrls: give https addresses without user, query and fragment')
    } else if (isReservedDomain(url.hostname) !== emulatorTrusted) {
      problems.push(
        emulatorTrusted
          ? 'serviceUrls: a real address is listed, and trustEmulator is set; use one or the other'
          : "serviceUrls: a reserved domain is listed, which is an emulator's, and trustEmulator is not set",
      )
    } else {
      allowed.push(new URL(url.pathname.endsWith('/') ? url.href : `${url.href}/`))
    }
  }
  return { allowed, emulatorTrusted }
}

/**
 * The token's service URL is the activity's in every letter, https, and under an allowed address: whoever answers an activity
 * sends its own credentials there. Observed on the wire as `serviceurl`, documented as `serviceUrl`.
 *
 * @throws CountersignError `ERR_TOKEN_SERVICE_URL`, `ERR_TOKEN_EMULATOR`
 */
export function checkServiceUrl(claims: TokenClaims, activityUrl: unknown, rule: ServiceUrlRule): void {
  const { serviceurl, serviceUrl } = claims
  const claimed = serviceurl ?? serviceUrl
  const contradicts = serviceurl !== undefined && serviceUrl !== undefined && serviceurl !== serviceUrl
  if (typeof claimed !== 'string' || contradicts || claimed !== activityUrl) {
    throw new CountersignError('ERR_TOKEN_SERVICE_URL')
  }
  const url = parseServiceUrl(claimed)
  if (url === undefined) throw new CountersignError('ERR_TOKEN_SERVICE_URL')
  const reserved = isReservedDomain(url.hostname)
  if (reserved && !rule.emulatorTrusted) throw new CountersignError('ERR_TOKEN_EMULATOR')
  const allowed =
    rule.allowed.length === 0
      ? reserved && rule.emulatorTrusted
      : rule.allowed.some((entry) => isUnder(url, entry))
  if (!allowed) throw new CountersignError('ERR_TOKEN_SERVICE_URL')
}

function parseServiceUrl(text: string): URL | undefined {
  if (!text.startsWith('https://') || text.includes('@') || text.includes('\\') || !URL.canParse(text)) {
    return undefined
  }
  const url = new URL(text)
  return url.search === '' && url.hash === '' ? url : undefined
}

/** Compared after parsing, so that dot segments cannot leave the allowed path. */
function isUnder(url: URL, allowed: URL): boolean {
  return url.host === allowed.host && `${url.pathname}/`.startsWith(allowed.pathname)
}
