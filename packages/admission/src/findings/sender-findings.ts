import { defineFindings } from './define-findings.js'

/** DKIM, SPF, DMARC, and what they say together about the sender. */
export const senderFindings = defineFindings({
  DKIM_PASS: { severity: 'pass', meaning: "A DKIM signature of From's domain holds and covers what counts." },
  DKIM_NONE: {
    severity: 'info',
    meaning: 'The mail has no DKIM signature.',
    hint: "Sign the mail with a DKIM key of From's domain.",
  },
  DKIM_FAIL: {
    severity: 'warning',
    meaning: 'A DKIM signature does not hold.',
    hint: 'Check the published key, and whether a gateway changes the mail after signing.',
  },
  DKIM_REFUSED: {
    severity: 'warning',
    meaning: 'A DKIM signature is of a kind that proves too little and does not count.',
    hint: 'Sign with rsa-sha256 and at least 1,024 bits, without l=, unexpired, covering From, To, Cc, Date, Subject and the Content fields.',
  },
  DKIM_UNALIGNED: {
    severity: 'warning',
    meaning: "A DKIM signature belongs to another organisation than From's.",
    hint: "Sign with d= set to From's domain.",
  },
  DKIM_TEMPERROR: {
    severity: 'warning',
    meaning: 'A DKIM key could not be looked up; that is no pass.',
    hint: 'Check the DNS servers of the signing domain, then send the mail again.',
  },
  SPF_PASS: { severity: 'pass', meaning: "SPF passes for a domain of From's organisation." },
  SPF_UNALIGNED: {
    severity: 'warning',
    meaning: "SPF passes, but for another organisation than From's.",
    hint: "Use an envelope sender (MAIL FROM) in From's domain.",
  },
  SPF_NONE: {
    severity: 'info',
    meaning: 'The envelope domain publishes no SPF record.',
    hint: 'Publish a TXT record `v=spf1 … -all` that lists the sending hosts.',
  },
  SPF_FAIL: {
    severity: 'warning',
    meaning: 'SPF does not pass.',
    hint: "Add the sending host to the envelope domain's SPF record.",
  },
  SPF_TEMPERROR: {
    severity: 'warning',
    meaning: 'SPF could not be looked up; that is no pass.',
    hint: 'Check the DNS servers of the envelope domain, then send the mail again.',
  },
  DMARC_PASS: { severity: 'pass', meaning: "DMARC passes: From's domain stands behind the mail." },
  DMARC_NONE: { severity: 'info', meaning: "From's domain publishes no DMARC record." },
  DMARC_FAIL: {
    severity: 'warning',
    meaning: "DMARC fails: From's domain does not stand behind the mail.",
    hint: 'Make DKIM or SPF pass for the From domain as its DMARC record asks.',
  },
  DMARC_TEMPERROR: {
    severity: 'warning',
    meaning: 'The DMARC record could not be looked up.',
    hint: 'Check the DNS servers of the From domain, then send the mail again.',
  },
  SENDER_VERIFIED: { severity: 'pass', meaning: 'The sender is verified.' },
  SENDER_VERIFIED_PARTLY: {
    severity: 'warning',
    meaning: 'The sender is verified by less than DKIM and SPF together.',
    hint: 'Make both pass and sign the card: whether the platform takes one for enough is undocumented.',
  },
  SENDER_UNVERIFIED: {
    severity: 'error',
    meaning: 'Nothing proves that the mail comes from the address in From.',
    hint: "Make DKIM or SPF pass for From's domain (strict: both), or sign the card.",
  },
  SENDER_UNDECIDED: {
    severity: 'error',
    meaning: 'The sender cannot be verified now, because a DNS look-up failed.',
    hint: 'Send the mail again later; a failed look-up never counts as a pass.',
  },
  SENDER_DMARC_REFUSED: {
    severity: 'error',
    meaning: "From's domain asks receivers to refuse mail like this.",
    hint: 'Satisfy the strict alignment of the DMARC record, or sign the card.',
  },
})
