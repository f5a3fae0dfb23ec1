import type { Finding } from '@countersign/core'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { CLOCK_SKEW_SECONDS, MAX_MESSAGE_AGE_SECONDS, MAX_SIGNING_GAP_SECONDS } from '../limits.js'

/** The mail is not from the future and not older than a month, and its card was signed for it, not for another. */
export const checkAge: Step = ({ found, mail, signedCard }, { now }) => {
  if (!found || !mail) return NOTHING
  const nowSeconds = Math.floor(now / 1000)
  const hasDate = mail.headers.some(({ name }) => name.toLowerCase() === 'date')
  if (!hasDate && signedCard) {
    // A relay writes the Date that a client left out (RFC 6409 section 8.2), so the mail is as old as its arrival. Only
    // where the card's own signature says when it was made: without it, taking Date away would make an old card new.
    const findings = judgeSigning(signedCard.issuedAt, nowSeconds, nowSeconds)
    return {
      findings: findings.length > 0 ? findings : [makeFinding('DATE_ABSENT', undefined, { path: 'Date' })],
    }
  }
  const dated = mail.date && Math.floor(mail.date.getTime() / 1000)
  const findings = [
    ...judgeDate(dated, nowSeconds),
    ...(signedCard ? judgeSigning(signedCard.issuedAt, dated, nowSeconds) : []),
  ]
  if (findings.length > 0) return { findings }
  const signed = signedCard ? `, its card was signed at ${showTime(signedCard.issuedAt)}` : ''
  return {
    findings: [
      makeFinding(
        'AGE_WITHIN',
        `The mail is dated ${showTime(dated)}${signed}, it is ${showTime(nowSeconds)}.`,
      ),
    ],
  }
}

function judgeDate(dated: number | undefined, now: number): Finding[] {
  const compared = `The mail is dated ${showTime(dated)}, it is ${showTime(now)}.`
  if (dated === undefined) return [makeFinding('DATE_MISSING', undefined, { path: 'Date' })]
  if (dated > now + CLOCK_SKEW_SECONDS) return [makeFinding('DATE_IN_FUTURE', compared, { path: 'Date' })]
  if (dated < now - MAX_MESSAGE_AGE_SECONDS)
    return [makeFinding('MESSAGE_TOO_OLD', compared, { path: 'Date' })]
  return []
}

function judgeSigning(issuedAt: number, dated: number | undefined, now: number): Finding[] {
  const compared = `The card was signed at ${showTime(issuedAt)}, the mail is dated ${showTime(dated)}, it is ${showTime(now)}.`
  if (issuedAt > now + CLOCK_SKEW_SECONDS) return [makeFinding('CARD_SIGNED_IN_FUTURE', compared)]
  if (issuedAt < now - MAX_MESSAGE_AGE_SECONDS) return [makeFinding('CARD_SIGNED_TOO_LONG_AGO', compared)]
  if (dated !== undefined && Math.abs(dated - issuedAt) > MAX_SIGNING_GAP_SECONDS)
    return [makeFinding('CARD_SIGNED_FOR_OTHER_MAIL', compared)]
  return []
}

function showTime(seconds: number | undefined): string {
  if (seconds === undefined) return '(never)'
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? '(no date)' : date.toISOString()
}
