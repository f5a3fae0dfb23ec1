/** The few ASN.1 types (X.690, DER) that a certificate needs. */
const TAGS = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
}

export function writeSequence(...items: readonly Buffer[]): Buffer {
  return write(TAGS.sequence, Buffer.concat(items))
}

export function writeSet(...items: readonly Buffer[]): Buffer {
  return write(TAGS.set, Buffer.concat(items))
}

/** An element with an explicit context tag. */
export function writeTagged(tag: number, item: Buffer): Buffer {
  return write(0xa0 | tag, item)
}

/** A text or bytes with an implicit context tag. */
export function writeImplicit(tag: number, content: Buffer): Buffer {
  return write(0x80 | tag, content)
}

/** A positive integer from big-endian bytes. */
export function writeInteger(bytes: Buffer): Buffer {
  const [first = 0] = bytes
  return write(TAGS.integer, first & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}

export function writeNull(): Buffer {
  return write(TAGS.null, Buffer.alloc(0))
}

/** An object identifier from the bytes of its content. */
export function writeOid(hex: string): Buffer {
  return write(TAGS.oid, Buffer.from(hex, 'hex'))
}

export function writeUtf8(text: string): Buffer {
  return write(TAGS.utf8, Buffer.from(text, 'utf8'))
}

export function writeBitString(bytes: Buffer): Buffer {
  return write(TAGS.bitString, Buffer.concat([Buffer.of(0), bytes]))
}

export function writeOctetString(bytes: Buffer): Buffer {
  return write(TAGS.octetString, bytes)
}

/** UTCTime through 2049, GeneralizedTime after it (RFC 5280 section 4.1.2.5), in whole seconds. */
export function writeTime(time: Date): Buffer {
  const digits = `${time.toISOString().replace(/[-:T]|\.\d+Z$/g, '')}Z`
  return time.getUTCFullYear() < 2050
    ? write(TAGS.utcTime, Buffer.from(digits.slice(2)))
    : write(TAGS.time, Buffer.from(digits))
}

function write(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag), writeLength(content.length), content])
}

function writeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  if (length < 0x100) return Buffer.of(0x81, length)
  return Buffer.of(0x82, length >> 8, length & 0xff)
}

/** Whether the bytes are one whole SEQUENCE of definite length and nothing after it. */
export function isWholeSequence(der: Buffer): boolean {
  if (der.length < 2 || der[0] !== TAGS.sequence) return false
  const first = der[1] ?? 0
  if (first < 0x80) return der.length === 2 + first
  const lengthBytes = first & 0x7f
  if (lengthBytes < 1 || lengthBytes > 4 || der.length < 2 + lengthBytes) return false
  return der.length === 2 + lengthBytes + der.readUIntBE(2, lengthBytes)
}
