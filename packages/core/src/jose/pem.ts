import { CountersignError } from '../errors/index.js'
import { tryDecodeBase64 } from './base64.js'
import { isWholeSequence } from './der.js'

/** One armoured block (RFC 7468). */
export interface PemBlock {
  readonly label: string
  readonly der: Buffer
}

const BEGIN = '-----BEGIN '
const DASHES = '-----'

/**
 * Every block of a PEM text; text between blocks, such as OpenSSL's bag attributes, is passed over.
 *
 * @throws CountersignError ERR_KEY_UNREADABLE, ERR_KEY_ENCRYPTED
 */
export function readPemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = []
  for (let begin = text.indexOf(BEGIN); begin >= 0;) {
    const labelEnd = text.indexOf(DASHES, begin + BEGIN.length)
    if (labelEnd < 0) throw new CountersignError('ERR_KEY_UNREADABLE', 'The PEM text is cut off.')
    const label = text.slice(begin + BEGIN.length, labelEnd)
    const footer = `-----END ${label}-----`
    const end = text.indexOf(footer, labelEnd)
    if (end < 0) throw new CountersignError('ERR_KEY_UNREADABLE', 'The PEM text has no matching END line.')
    blocks.push({ label, der: readBody(label, text.slice(labelEnd + DASHES.length, end)) })
    begin = text.indexOf(BEGIN, end + footer.length)
  }
  return blocks
}

function readBody(label: string, body: string): Buffer {
  if (label === 'ENCRYPTED PRIVATE KEY' || body.includes('ENCRYPTED'))
    throw new CountersignError('ERR_KEY_ENCRYPTED')
  const der = tryDecodeBase64(body)
  if (der === undefined) throw new CountersignError('ERR_KEY_UNREADABLE', 'The PEM text is not base64.')
  // OpenSSL would read past surplus bytes; two texts must not be one key.
  if (!isWholeSequence(der) && label !== 'OPENSSH PRIVATE KEY')
    throw new CountersignError('ERR_KEY_UNREADABLE', 'The PEM block is cut off or has surplus bytes.')
  return der
}
