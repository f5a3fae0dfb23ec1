import { defineFindings } from './define-findings.js'

/** The provider's registration against the mail: originator, sender, targets, recipients, scope, age. */
export const admissionFindings = defineFindings({
  ORIGINATOR_KNOWN: { severity: 'pass', meaning: 'The originator is a registered provider.' },
  ORIGINATOR_MISSING: {
    severity: 'error',
    meaning: 'The card names no originator.',
    hint: 'Put the provider id into the card as `originator`.',
  },
  ORIGINATOR_UNKNOWN: {
    severity: 'error',
    meaning: 'No provider is registered under this originator.',
    hint: 'Register the provider, or correct the originator in the card.',
    vendorText: 'Unknown originator, no config fetched',
  },
  ORIGINATOR_EQUAL: { severity: 'pass', meaning: 'The signed originator and that in the card agree.' },
  ORIGINATOR_MISMATCH: {
    severity: 'error',
    meaning: 'The signed originator is not the one in the card.',
    hint: 'Sign with the originator that the card carries.',
  },
  SENDER_REGISTERED: { severity: 'pass', meaning: "From is one of the provider's registered senders." },
  SENDER_UNREGISTERED: {
    severity: 'error',
    meaning: "From is not one of the provider's registered senders.",
    hint: 'Register this address as a sender of the provider, or send from a registered one.',
  },
  SIGNED_SENDER_EQUAL: { severity: 'pass', meaning: 'The signed sender is the address in From.' },
  SIGNED_SENDER_MISMATCH: {
    severity: 'error',
    meaning: 'The signed sender is not the address in From.',
    hint: 'Sign with the address that the mail is sent from.',
  },
  TARGETS_REGISTERED: { severity: 'pass', meaning: 'Every action calls a registered https target.' },
  TARGET_UNREGISTERED: {
    severity: 'error',
    meaning: 'An action calls a URL that is not registered, or not https.',
    hint: "Register the URL's host as a target of the provider and use https; no input may appear in the host.",
  },
  SIGNED_RECIPIENTS_EQUAL: {
    severity: 'pass',
    meaning: 'The signed recipients are exactly those in To and Cc.',
  },
  SIGNED_RECIPIENTS_MISMATCH: {
    severity: 'error',
    meaning: 'The signed recipients are not exactly those in To and Cc.',
    hint: 'Sign with every address of To and Cc and no other, once each mail is addressed.',
  },
  MAILBOX_ADDRESSED: { severity: 'pass', meaning: 'The mailbox is among the recipients in To and Cc.' },
  MAILBOX_NOT_ADDRESSED: {
    severity: 'error',
    meaning: 'The mailbox is not among the recipients: the mail was forwarded, re-sent or blind-copied.',
    hint: 'Send each person a mail of their own, with their address in To.',
  },
  SCOPE_MEMBER: { severity: 'pass', meaning: "The mailbox is within the provider's scope." },
  SCOPE_OUTSIDE: {
    severity: 'error',
    meaning: "The mailbox is outside the provider's scope.",
    hint: 'Add the address to the test users, send within the organisation, or register a wider scope.',
  },
  AGE_WITHIN: { severity: 'pass', meaning: 'The mail and its card are recent.' },
  DATE_MISSING: {
    severity: 'error',
    meaning: 'The mail has no readable Date, so its age is unknown.',
    hint: 'Set the Date field (RFC 5322 section 3.3).',
  },
  DATE_ABSENT: {
    severity: 'warning',
    meaning: "The mail has no Date; the time of its arrival and the card's own iat count.",
    hint: 'Set the Date field (RFC 5322 section 3.3): not every relay does it for you.',
  },
  DATE_IN_FUTURE: {
    severity: 'error',
    meaning: 'The mail is dated in the future.',
    hint: "Correct the sending machine's clock.",
  },
  MESSAGE_TOO_OLD: {
    severity: 'error',
    meaning: 'The mail is older than a month: no action is possible.',
    hint: 'Send a new mail with a new card.',
  },
  CARD_SIGNED_IN_FUTURE: {
    severity: 'error',
    meaning: 'The card was signed in the future.',
    hint: "Correct the signing machine's clock, and write iat in seconds.",
  },
  CARD_SIGNED_TOO_LONG_AGO: {
    severity: 'error',
    meaning: 'The card was signed more than a month ago.',
    hint: 'Sign the card anew for each mail.',
  },
  CARD_SIGNED_FOR_OTHER_MAIL: {
    severity: 'error',
    meaning: "The card was signed far from the mail's Date: it belongs to another mail.",
    hint: 'Sign the card when the mail is composed.',
  },
  ADMISSION_STEP_FAILED: {
    severity: 'error',
    meaning: 'A step could not be carried out, so the card is withheld.',
    hint: 'Report the mail that caused it: this is a fault of the platform, not of the mail.',
  },
})
