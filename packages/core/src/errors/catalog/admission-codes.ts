import { defineCodes } from '../catalog-entry.js'

export const admissionCodes = defineCodes({
  ERR_ADMISSION_UNREADABLE: {
    message: 'The mail cannot be read in one way only.',
    hint: 'Send a well-formed MIME message within the limits that the error names.',
  },
  ERR_ADMISSION_CONTEXT: {
    message: 'A mail cannot be judged in this context.',
    hint: 'Pass the raw bytes of one mail and a complete context: envelope, now, resolver and providers.',
  },
  ERR_ADMISSION_ZONE: {
    message: 'The DNS records do not form a zone.',
    hint: 'Give every owner name once, with records of the types TXT, A, AAAA, MX and PTR.',
  },
})
