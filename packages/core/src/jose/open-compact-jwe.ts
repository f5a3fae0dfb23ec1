import type { KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'
import { IV_BYTES, TAG_BYTES } from './aes-gcm.js'
import { createHeaderCache } from './header-cache.js'
import { decryptA256gcm } from './decrypt-a256gcm.js'
import { decodeJweHeader, type JweHeader } from './jwe-header.js'
import { isCanonicalSegment, isPlainAscii } from './canonical-base64url.js'
import { borrowScratch } from './scratch.js'

/** Characters: room for eight actors and long ids, and still less than a URL may hold in common servers. */
export const MAX_JWE_LENGTH = 8 * 1024

export interface OpenJweOptions {
  /** The key for a kid; undefined refuses the token. */
  readonly resolveKey: (kid: string) => KeyObject | undefined
  /** The one `typ` that is accepted. */
  readonly typ: string
  /** Characters of the whole token; default {@link MAX_JWE_LENGTH}. */
  readonly maxLength?: number
}

export interface OpenJweResult {
  readonly kid: string
  readonly plaintext: Buffer
}

interface KnownHeader {
  readonly header: JweHeader
  /** The ASCII bytes of the segment: the additional authenticated data. */
  readonly aad: Buffer
}

/** One per sealing key in use. */
const knownHeaders = createHeaderCache<KnownHeader>(256)

/**
 * Opens what sealCompactJwe made (RFC 7516 section 5.2), and nothing else.
 *
 * @throws CountersignError ERR_LIMITED_MALFORMED, ERR_LIMITED_TOO_LARGE, ERR_LIMITED_KEY_ID, ERR_LIMITED_SEAL
 */
export function openCompactJwe(token: string, options: OpenJweOptions): OpenJweResult {
  if (typeof token !== 'string') throw new CountersignError('ERR_LIMITED_MALFORMED')
  if (token.length > (options.maxLength ?? MAX_JWE_LENGTH))
    throw new CountersignError('ERR_LIMITED_TOO_LARGE')
  const headerEnd = token.indexOf('..')
  const ivEnd = token.indexOf('.', headerEnd + 2)
  const ciphertextEnd = token.indexOf('.', ivEnd + 1)
  if (headerEnd <= 0 || ivEnd < 0 || ciphertextEnd < 0) throw new CountersignError('ERR_LIMITED_MALFORMED')
  if (!isPlainAscii(token)) throw new CountersignError('ERR_LIMITED_MALFORMED')
  const headerSegment = token.slice(0, headerEnd)
  const known = knownHeaders.find(headerSegment)
  const { header, aad } = known ?? readHeader(headerSegment)
  if (header.typ !== options.typ) throw new CountersignError('ERR_LIMITED_MALFORMED')
  const key = options.resolveKey(header.kid)
  if (key === undefined) throw new CountersignError('ERR_LIMITED_KEY_ID')
  // No call leaves this module from here on: the scratch is ours.
  const scratch = borrowScratch(token.length)
  const iv = readSegment(scratch, 0, token.slice(headerEnd + 2, ivEnd))
  const tag = readSegment(scratch, IV_BYTES, token.slice(ciphertextEnd + 1))
  if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) throw new CountersignError('ERR_LIMITED_MALFORMED')
  const ciphertext = readSegment(scratch, IV_BYTES + TAG_BYTES, token.slice(ivEnd + 1, ciphertextEnd))
  const plaintext = decryptA256gcm({ key, aad, iv, ciphertext, tag })
  if (known === undefined) knownHeaders.remember(headerSegment, { header, aad })
  return { kid: header.kid, plaintext }
}

function readHeader(segment: string): KnownHeader {
  return { header: decodeJweHeader(segment), aad: Buffer.from(segment, 'latin1') }
}

/** A segment with a further dot in it is no base64url, so there are exactly five. */
function readSegment(scratch: Buffer, start: number, segment: string): Buffer {
  const length = scratch.write(segment, start, 'base64url')
  if (!isCanonicalSegment(segment, length)) throw new CountersignError('ERR_LIMITED_MALFORMED')
  return scratch.subarray(start, start + length)
}
