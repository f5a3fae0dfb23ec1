import { createHash, sign, type KeyObject } from 'node:crypto'

export interface SignDkimOptions {
  readonly key: KeyObject
  readonly domain: string
  readonly selector: string
  /** Names in `h=`. */
  readonly headers: readonly string[]
  readonly algorithm?: 'rsa-sha256' | 'rsa-sha1' | 'ed25519-sha256'
  /** Further tags, in their order: `{ l: '10', x: '1' }`. */
  readonly tags?: Readonly<Record<string, string>>
}

/**
 * A DKIM signer of its own (RFC 6376, relaxed/relaxed), so that tests can make the signatures that no library
 * makes: with l=, rsa-sha1, short keys, headers left out. Signs what the mail says, however odd.
 */
export function signDkim(raw: Buffer, options: SignDkimOptions): Buffer {
  const { key, domain, selector, headers, algorithm = 'rsa-sha256', tags = {} } = options
  const hash = algorithm === 'rsa-sha1' ? 'sha1' : 'sha256'
  const text = raw.toString('latin1')
  const split = text.indexOf('\r\n\r\n')
  const fields = text.slice(0, split).split(/\r\n(?![ \t])/)
  const limit = tags.l === undefined ? undefined : Number(tags.l)
  const body = Buffer.from(relaxBody(text.slice(split + 4)), 'latin1').subarray(0, limit)
  const bodyHash = createHash(hash).update(body).digest('base64')
  const extra = Object.entries(tags).map(([name, value]) => `${name}=${value}; `)
  const unsigned = `DKIM-Signature: v=1; a=${algorithm}; c=relaxed/relaxed; d=${domain}; s=${selector}; h=${headers.join(':')}; ${extra.join('')}bh=${bodyHash}; b=`
  const remaining = [...fields]
  const lines = headers.flatMap((name) => {
    const index = remaining.findLastIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    return index < 0 ? [] : remaining.splice(index, 1).map((field) => `${relaxField(field)}\r\n`)
  })
  const input = Buffer.from(lines.join('') + relaxField(unsigned), 'latin1')
  const signature =
    algorithm === 'ed25519-sha256'
      ? sign(null, createHash('sha256').update(input).digest(), key)
      : sign(hash, input, key)
  return Buffer.concat([Buffer.from(`${unsigned}${signature.toString('base64')}\r\n`, 'latin1'), raw])
}

function relaxField(field: string): string {
  const colon = field.indexOf(':')
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()
  return `${field.slice(0, colon).toLowerCase().trim()}:${value}`
}

function relaxBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
  while (lines.at(-1) === '') lines.pop()
  return lines.map((line) => `${line}\r\n`).join('')
}
