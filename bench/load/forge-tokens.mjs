// Action tokens that nobody signed as they are, each made from a good one.
import { createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

/** Made once: it signs what nobody published. */
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** @returns {Record<string, string>} by what is wrong */
export function forgeTokens(good) {
  const [header, payload, signature] = good.split('.')
  const read = (part) => JSON.parse(Buffer.from(part, 'base64url').toString())
  const write = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const sign = (header) => {
    const input = `${write(header)}.${payload}`
    return `${input}.${createSign('sha256').update(input).sign(privateKey).toString('base64url')}`
  }
  const kid = randomBytes(20).toString('base64url')
  const hmacInput = `${write({ ...read(header), alg: 'HS256' })}.${payload}`
  return {
    'signature of another token': `${header}.${payload}.${signature.split('').reverse().join('')}`,
    'name changed after signing': `${header}.${write({ ...read(payload), name: 'Somebody Else' })}.${signature}`,
    'alg none': `${write({ ...read(header), alg: 'none' })}.${payload}.`,
    HS256: `${hmacInput}.${createHmac('sha256', 'secret').update(hmacInput).digest('base64url')}`,
    'kid of nobody': sign({ ...read(header), kid, x5t: kid }),
    'known kid, another key': sign(read(header)),
    'no token at all': 'x',
  }
}
