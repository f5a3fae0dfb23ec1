import { CountersignError, type KeyFormat } from '@countersign/core'

const FORMATS: readonly KeyFormat[] = ['pem', 'jwk', 'xml', 'x509']

/** A format that a key can be read in. Throws `ERR_COMMAND_USAGE`. */
export function parseKeyFormat(text: string): KeyFormat {
  const found = FORMATS.find((format) => format === text)
  if (found) return found
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `There is no key format "${text}": use ${FORMATS.join(', ')}.`,
  )
}

/** A format that a key can be written in: a certificate needs a signer, so x509 is for reading only. */
export function parseOutputFormat(text: string): Exclude<KeyFormat, 'x509'> {
  const format = parseKeyFormat(text)
  if (format !== 'x509') return format
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    'A key cannot be written as a certificate: use pem, jwk or xml.',
  )
}
