import type { Finding } from '@countersign/core'
import type { MailAuthentication } from '../authentication.js'
import { NOTHING, type Step } from '../facts.js'
import { isSameAddress } from './is-same-address.js'
import { makeFinding } from '../findings/make-finding.js'

/**
 * The sender is verified by a signed card, or by DKIM or SPF for From's organisation, or by having handed the mail in
 * as From's own account; `strict` asks for DKIM and SPF. Whether the platform itself asks for one or both is not documented, hence the warning.
 */
export const checkVerifiedSender: Step = (
  { found, signedCard, authentication, from },
  { strict = false, envelope },
) => {
  if (!found || !authentication) return NOTHING
  const passes = {
    dkim: authentication.dkim.result === 'pass',
    spf: authentication.spf.result === 'pass' && authentication.spf.aligned,
  }
  const words = describe(authentication, strict)
  if (!from) return { findings: [makeFinding('SENDER_UNVERIFIED', `From is not one address; ${words}`)] }
  if (signedCard) {
    const verified = makeFinding('SENDER_VERIFIED', `The signed card proves the sender; ${words}`)
    return {
      findings:
        passes.dkim && passes.spf
          ? [verified]
          : [verified, partly(`Without its signature the card would depend on DKIM and SPF; ${words}`)],
    }
  }
  const { submittedBy } = envelope
  if (!strict && submittedBy !== undefined && isSameAddress(submittedBy, from.address)) {
    const message = `The platform authenticated the account that handed the mail in; ${words}`
    return {
      findings: [
        makeFinding('SENDER_VERIFIED', message),
        partly('Whether the platform takes its own submission for DKIM or SPF is not documented.'),
      ],
    }
  }
  return { findings: judgeUnsigned(authentication, passes, strict, words) }
}

interface Passes {
  readonly dkim: boolean
  readonly spf: boolean
}

function judgeUnsigned(
  { dkim, spf, dmarc }: MailAuthentication,
  passes: Passes,
  strict: boolean,
  words: string,
): Finding[] {
  const enough = strict ? passes.dkim && passes.spf : passes.dkim || passes.spf
  if (!enough) {
    const code = isUndecided({ dkim, spf }, passes) ? 'SENDER_UNDECIDED' : 'SENDER_UNVERIFIED'
    return [makeFinding(code, sentence(words))]
  }
  if (dmarc.result === 'fail' && (dmarc.policy === 'reject' || dmarc.policy === 'quarantine'))
    return [makeFinding('SENDER_DMARC_REFUSED', `DMARC says fail with the policy ${dmarc.policy}; ${words}`)]
  const verified = makeFinding('SENDER_VERIFIED', sentence(words))
  return passes.dkim && passes.spf
    ? [verified]
    : [verified, partly(`Only ${passes.dkim ? 'DKIM' : 'SPF'} passes; ${words}`)]
}

/** What did not pass could not be looked up this time. */
function isUndecided({ dkim, spf }: Pick<MailAuthentication, 'dkim' | 'spf'>, passes: Passes): boolean {
  return (!passes.dkim && dkim.result === 'temperror') || (!passes.spf && spf.result === 'temperror')
}

function partly(message: string): Finding {
  return makeFinding('SENDER_VERIFIED_PARTLY', message)
}

function describe({ dkim, spf }: MailAuthentication, strict: boolean): string {
  const alignment = spf.aligned ? 'aligned' : 'not aligned'
  return `DKIM says ${dkim.result}, SPF says ${spf.result} (${alignment}), ${strict ? 'both are' : 'one is'} asked for.`
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
