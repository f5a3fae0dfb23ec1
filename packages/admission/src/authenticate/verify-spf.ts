import { normalizeAddress } from '@countersign/core/tokens'
import { isCodedError } from '@countersign/core/errors'
import mailauthSpf from 'mailauth/lib/spf/index.js'
import type { MailEnvelope } from '../admission.js'
import type { SpfVerdict } from '../authentication.js'
import type { DnsResolver } from '../dns/dns-resolver.js'
import { domainOf, isAligned } from './organizational-domain.js'
import { toAuthenticationResult } from './to-authentication-result.js'

/** mailauth writes the checking host's name in front of its comments. */
const MTA = 'countersign'

/** SPF (RFC 7208) for the envelope, and whether the domain it speaks for is of From's organisation. */
export async function verifySpf(
  envelope: MailEnvelope,
  fromDomain: string | undefined,
  resolver: DnsResolver,
): Promise<SpfVerdict> {
  const sender = envelope.mailFrom === '' ? '' : plainAddress(envelope.mailFrom)
  if (sender === undefined)
    return { result: 'none', domain: '', aligned: false, comment: 'MAIL FROM is no plain address' }
  const { remoteAddress, helo } = envelope
  const { status, domain } = await mailauthSpf.spf({ sender, ip: remoteAddress, helo, mta: MTA, resolver })
  const asked = sender === '' ? domain : domainOf(sender)
  const comment = status.comment?.replace(`${MTA}: `, '')
  return {
    result: toAuthenticationResult(status.result),
    domain: asked,
    aligned: fromDomain !== undefined && isAligned(asked, fromDomain),
    ...(comment === undefined ? {} : { comment }),
  }
}

function plainAddress(address: string): string | undefined {
  try {
    return normalizeAddress(address)
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}
