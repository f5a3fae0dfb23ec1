import { defineFindings } from './define-findings.js'

/** Reading the mail: form, header section, From, To and Cc. */
export const mailFindings = defineFindings({
  MAIL_READ: { severity: 'pass', meaning: 'The mail is well-formed and within the limits.' },
  MAIL_TOO_LARGE: {
    severity: 'error',
    meaning: 'The mail is larger than the platform reads.',
    hint: 'Send a smaller mail: link to large content in place of attaching it.',
  },
  MAIL_HEADER_LIMIT: {
    severity: 'error',
    meaning: 'The header section has too many fields or bytes.',
    hint: 'Send only the header fields that the mail needs.',
  },
  MAIL_HEADER_MALFORMED: {
    severity: 'error',
    meaning: 'The header section can be read in more than one way, so nothing in it is trusted.',
    hint: 'Write every field as "Name: value" in ASCII, without control characters or blank folded lines (RFC 5322 section 2.2).',
  },
  MAIL_STRUCTURE_LIMIT: {
    severity: 'error',
    meaning: 'The mail has too many MIME parts, or nests them too deeply.',
    hint: 'Send one multipart/alternative with a text and an HTML part.',
  },
  MAIL_UNREADABLE: {
    severity: 'error',
    meaning: 'The mail cannot be parsed.',
    hint: 'Send a well-formed MIME message.',
  },
  MAIL_PART_UNREADABLE: {
    severity: 'warning',
    meaning: 'A part of the mail cannot be read and is not searched for a card.',
    hint: 'Send text/html in UTF-8, as quoted-printable, base64 or plain, with one plain Content-Type field.',
  },
  MAIL_FIELDS_SINGLE: { severity: 'pass', meaning: 'No field is repeated that may be there only once.' },
  MAIL_FIELD_REPEATED: {
    severity: 'error',
    meaning: 'A field that may be there only once is repeated, so readers differ on which one holds.',
    hint: 'Send this field once (RFC 5322 section 3.6).',
  },
  FROM_SINGLE: { severity: 'pass', meaning: 'From names exactly one address.' },
  FROM_MISSING: {
    severity: 'error',
    meaning: 'The mail has no From.',
    hint: "Set From to one of the provider's registered senders.",
  },
  FROM_SEVERAL: {
    severity: 'error',
    meaning: 'The mail names more than one From address.',
    hint: 'Send From once, with one address in it.',
  },
  FROM_MALFORMED: {
    severity: 'error',
    meaning: 'From cannot be read as one plain address.',
    hint: 'Write From as `Name <local@domain>` with an ASCII address, without comments or groups.',
  },
  FROM_DISPLAY_NAME: {
    severity: 'error',
    meaning: "From's display name shows an address other than the real one.",
    hint: 'Leave addresses out of the display name.',
  },
  RECIPIENTS_READ: { severity: 'pass', meaning: 'To and Cc can be read.' },
  RECIPIENTS_MISSING: {
    severity: 'error',
    meaning: 'Neither To nor Cc names anybody.',
    hint: 'Put every recipient of a card into To or Cc; blind copies get no card.',
  },
  RECIPIENTS_MALFORMED: {
    severity: 'error',
    meaning: 'To or Cc cannot be read as a list of plain addresses.',
    hint: 'Write recipients as `Name <local@domain>` with ASCII addresses, separated by commas.',
  },
})
