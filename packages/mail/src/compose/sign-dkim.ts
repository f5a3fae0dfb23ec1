import { createHash, sign as signBytes } from 'node:crypto'
import { promisify } from 'node:util'
import RelaxedBody from 'nodemailer/lib/dkim/relaxed-body'
import nodemailerSign from 'nodemailer/lib/dkim/sign'
import type { DkimSigner } from './check-dkim-options.js'

/**
 * Named once more than they occur, so that nobody can add another one below the signature's eye
 * (RFC 6376 section 5.4.2): a second From, or a recipient that the sender never wrote.
 */
const OVERSIGNED = ['from', 'to', 'cc', 'reply-to', 'subject', 'date', 'message-id'] as const
const SIGNED = ['mime-version', 'content-type', 'content-transfer-encoding'] as const

/** Characters of a line of the signature's base64. */
const CHUNK = 72

interface HeaderLine {
  readonly key: string
  readonly line: string
}

const signAsync = promisify<string | null, Buffer, DkimSigner['key'], Buffer>(signBytes)

/**
 * The message with its DKIM-Signature in front (RFC 6376, RFC 8463): relaxed/relaxed, never `l=`.
 * Canonicalization is nodemailer's; the header is put together here because nodemailer's signer
 * can neither name a header more often than it occurs nor use an Ed25519 key.
 */
export async function signDkim(raw: Buffer, signer: DkimSigner, date: Date): Promise<Buffer> {
  const end = raw.indexOf('\r\n\r\n')
  const headers = parseHeaders(raw.subarray(0, end).toString('latin1'))
  const names = listSignedNames(headers)
  const tags = [
    'v=1',
    `a=${signer.algorithm}`,
    'c=relaxed/relaxed',
    `d=${signer.domain}`,
    `s=${signer.selector}`,
    `t=${Math.floor(date.getTime() / 1000).toString()}`,
    `bh=${await hashBody(raw.subarray(end + 4))}`,
    `h=${names.join(':\r\n  ')}`,
    'b=',
  ]
  const unsigned = `DKIM-Signature: ${tags.join(';\r\n ')}`
  const signed = Buffer.from(canonicalizeHeaders(headers, names) + canonicalizeLast(unsigned), 'latin1')
  const signature = (await signHeaders(signed, signer)).toString('base64')
  const chunks = signature.match(new RegExp(`.{1,${CHUNK.toString()}}`, 'g')) ?? []
  return Buffer.concat([Buffer.from(`${unsigned}${chunks.join('\r\n ')}\r\n`, 'latin1'), raw])
}

function signHeaders(bytes: Buffer, { algorithm, key }: DkimSigner): Promise<Buffer> {
  switch (algorithm) {
    case 'rsa-sha256':
      return signAsync('sha256', bytes, key)
    case 'ed25519-sha256':
      // RFC 8463 section 3: Ed25519 over the SHA-256 hash, not over the text.
      return signAsync(null, createHash('sha256').update(bytes).digest(), key)
  }
}

function parseHeaders(block: string): readonly HeaderLine[] {
  return block
    .split(/\r\n(?![ \t])/)
    .map((line) => ({ key: line.slice(0, line.indexOf(':')).trim().toLowerCase(), line }))
}

function listSignedNames(headers: readonly HeaderLine[]): readonly string[] {
  const present = new Set(headers.map((header) => header.key))
  return [
    ...OVERSIGNED.flatMap((name) => (present.has(name) ? [name, name] : [name])),
    ...SIGNED.filter((name) => present.has(name)),
  ]
}

/** A name without a header left for it adds nothing to the signed text (RFC 6376 section 5.4). */
function canonicalizeHeaders(headers: readonly HeaderLine[], names: readonly string[]): string {
  return nodemailerSign.relaxedHeaders([...headers], names.join(':')).headers
}

/** The signature's own header comes last and without a line end (RFC 6376 section 3.7). */
function canonicalizeLast(line: string): string {
  const name = 'dkim-signature'
  return nodemailerSign.relaxedHeaders([{ key: name, line }], name).headers.replace(/\r\n$/, '')
}

function hashBody(body: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = new RelaxedBody({ hashAlgo: 'sha256' })
    stream.on('hash', (hash: string | Buffer) => {
      resolve(hash.toString())
    })
    stream.on('error', reject)
    stream.resume()
    stream.end(body)
  })
}
