import {
  JWS_REFUSED,
  setHeader,
  SIGNATURE_REFUSED,
  type DifferenceRow,
  type Draft,
} from './difference-row.js'
import type { Random } from './random.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Another character of the alphabet at a random place of a segment; never the last, whose spare bits are a row of their own. */
function changeSegment(index: number) {
  return (draft: Draft, random: Random): void => {
    draft.editToken = (token) => {
      const segments = token.split('.')
      const segment = segments[index] ?? ''
      const at = random.below(segment.length - 1)
      const other = ALPHABET.charAt((ALPHABET.indexOf(segment.charAt(at)) + 1 + random.below(63)) % 64)
      segments[index] = segment.slice(0, at) + other + segment.slice(at + 1)
      return segments.join('.')
    }
  }
}

const edit = (change: (token: string, random: Random) => string) => (draft: Draft, random: Random) => {
  draft.editToken = (token) => change(token, random)
}

/** The last character with other spare bits: the same bytes in another spelling. A signature of 256 bytes leaves four. */
function changeSpareBits(token: string): string {
  const last = ALPHABET.indexOf(token.charAt(token.length - 1))
  return token.slice(0, -1) + ALPHABET.charAt(last ^ 1)
}

const ANY_FORM = [
  'ERR_TOKEN_MALFORMED',
  'ERR_TOKEN_ENCODING',
  'ERR_TOKEN_HEADER',
  'ERR_TOKEN_ALGORITHM',
  'ERR_TOKEN_CRITICAL',
  'ERR_TOKEN_KEY_ID',
  'ERR_TOKEN_TOO_LARGE',
]

/** What every profile that reads a JWS says to its form, header and signature. */
export const formRows: readonly DifferenceRow[] = [
  {
    name: 'a claim that nobody reads',
    touches: 'other',
    change: (draft, random) => {
      draft.claims[`x_${random.word(6)}`] = random.pick<unknown>([
        random.word(9),
        random.below(99),
        null,
        [],
        { a: ['b'] },
      ])
    },
    ours: 'ACCEPTED',
    jose: 'ACCEPTED',
  },
  {
    name: 'a character of the header changed',
    touches: 'token',
    change: changeSegment(0),
    ours: [...ANY_FORM, 'ERR_TOKEN_SIGNATURE', 'ERR_TOKEN_AUDIENCE', 'ERR_ISSUER_KEY_UNKNOWN'],
    jose: [
      ...JWS_REFUSED,
      ...SIGNATURE_REFUSED,
      'ERR_JWKS_NO_MATCHING_KEY',
      'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
      'ERR_JOSE_NOT_SUPPORTED',
      'ERR_JOSE_ALG_NOT_ALLOWED',
    ],
  },
  {
    name: 'a character of the payload changed',
    touches: 'token',
    change: changeSegment(1),
    // Whose token it is has to be read before its signature can be checked.
    ours: [
      ...ANY_FORM,
      'ERR_TOKEN_SIGNATURE',
      'ERR_TOKEN_TENANT',
      'ERR_TOKEN_ISSUER',
      'ERR_TOKEN_CONTEXT',
      'ERR_TOKEN_METADATA_URL',
      'ERR_TOKEN_VERSION',
      'ERR_TOKEN_ACTOR',
    ],
    jose: SIGNATURE_REFUSED,
  },
  {
    name: 'a character of the signature changed',
    touches: 'token',
    change: changeSegment(2),
    ours: ['ERR_TOKEN_SIGNATURE'],
    jose: SIGNATURE_REFUSED,
  },
  {
    name: 'signed with a key that nobody published',
    touches: 'signature',
    change: (draft) => {
      draft.foreignKey = true
    },
    ours: ['ERR_TOKEN_SIGNATURE'],
    jose: SIGNATURE_REFUSED,
  },
  {
    name: 'cut off',
    touches: 'token',
    change: edit((token, random) => token.slice(0, 1 + random.below(token.length - 2))),
    ours: ANY_FORM.concat('ERR_TOKEN_SIGNATURE', 'ERR_TOKEN_TENANT', 'ERR_TOKEN_ISSUER', 'ERR_TOKEN_CONTEXT'),
    jose: [...JWS_REFUSED, ...SIGNATURE_REFUSED],
  },
  {
    name: 'four or five segments',
    touches: 'token',
    change: edit((token, random) => `${token}${random.pick(['.', '.x', '.e30.x', '..'])}`),
    ours: ['ERR_TOKEN_MALFORMED', 'ERR_TOKEN_TOO_LARGE'],
    jose: JWS_REFUSED,
  },
  {
    name: 'padding or white space in the signature',
    touches: 'token',
    change: edit((token, random) => `${token}${random.pick(['==', '\n', ' ', '\t', '\r\n'])}`),
    ours: ['ERR_TOKEN_ENCODING'],
    jose: 'ACCEPTED',
    intended:
      'One token has one spelling (RFC 7515 section 2: base64url without padding, line breaks or white space): a record of tokens seen, or a block list, must not be passed by adding a character.',
  },
  {
    name: 'padding that does not fit',
    touches: 'token',
    change: edit((token, random) => `${token}${random.pick(['=', '===', '=A', '!', '.='])}`),
    ours: ['ERR_TOKEN_ENCODING', 'ERR_TOKEN_MALFORMED'],
    jose: JWS_REFUSED,
  },
  {
    name: 'spare bits in the signature',
    touches: 'token',
    change: edit(changeSpareBits),
    ours: ['ERR_TOKEN_ENCODING'],
    jose: 'ACCEPTED',
    intended: 'The same, by the bits that no byte needs (RFC 4648 section 3.5).',
  },
  {
    name: 'alg off the list',
    touches: 'alg',
    change: setHeader('alg', (random) =>
      random.pick(['none', 'None', 'HS256', 'PS256', 'RS384', 'ES256', 'rs256', random.word(5)]),
    ),
    ours: ['ERR_TOKEN_ALGORITHM'],
    jose: ['ERR_JOSE_ALG_NOT_ALLOWED'],
  },
  {
    name: 'no alg',
    touches: 'alg',
    change: setHeader('alg', () => undefined),
    ours: ['ERR_TOKEN_ALGORITHM'],
    jose: JWS_REFUSED,
  },
  {
    name: 'crit that nobody understands',
    touches: 'crit',
    change: (draft, random) => {
      const name = random.word(6)
      draft.header['crit'] = [name]
      draft.header[name] = true
    },
    ours: ['ERR_TOKEN_CRITICAL'],
    jose: ['ERR_JOSE_NOT_SUPPORTED'],
  },
  {
    name: 'b64 without crit',
    touches: 'crit',
    change: setHeader('b64', () => false),
    ours: ['ERR_TOKEN_CRITICAL'],
    jose: 'ACCEPTED',
    intended:
      'A reader that honours b64 anyway would verify other bytes (RFC 7797 section 6 asks for crit): refused rather than ignored.',
  },
  {
    name: 'a key in the header',
    touches: 'header-key',
    change: (draft, random) => {
      const name = random.pick(['jku', 'jwk', 'x5u', 'x5c'])
      draft.header[name] =
        name === 'jwk'
          ? { kty: 'RSA', n: 'AQAB', e: 'AQAB' }
          : name === 'x5c'
            ? ['AAAA']
            : 'https://evil.example/'
    },
    ours: ['ERR_TOKEN_HEADER'],
    jose: 'ACCEPTED',
    intended:
      'No issuer of ours sends one, and whoever does wants it to be used (RFC 8725 section 3.10); jose ignores it.',
  },
  {
    name: 'typ that is no JWT',
    touches: 'typ',
    change: setHeader('typ', (random) =>
      random.pick<unknown>(['JOSE', 'limited+jwe', 'secevent+jwt', random.word(4)]),
    ),
    ours: ['ERR_TOKEN_HEADER'],
    jose: 'ACCEPTED',
    intended:
      'One kind of token must not pass for another (RFC 8725 section 3.11); jose looks at typ only where it is told to.',
  },
  {
    name: 'a claim named after an object member',
    touches: 'claim-name',
    change: (draft, random) => {
      const name = random.pick(['__proto__', 'constructor'])
      draft.editClaims = (text) => text.replace('{', `{"${name}":{"a":1},`)
    },
    ours: ['ERR_TOKEN_MALFORMED'],
    jose: 'ACCEPTED',
    intended: 'It can only be meant for a reader that copies claims carelessly; no issuer has one.',
  },
  {
    name: 'claims nested deeper than 16',
    touches: 'other-depth',
    change: (draft, random) => {
      const depth = 17 + random.below(40)
      draft.editClaims = (text) => text.replace('{', `{"deep":${'['.repeat(depth)}${']'.repeat(depth)},`)
    },
    ours: ['ERR_TOKEN_MALFORMED'],
    jose: 'ACCEPTED',
    intended: 'A limit wherever input enters: what walks the claims later must not run out of stack.',
  },
  {
    name: 'longer than 16 KiB',
    touches: 'token',
    change: (draft, random) => {
      draft.claims['x_long'] = random.word(20).repeat(700)
    },
    ours: ['ERR_TOKEN_TOO_LARGE'],
    jose: 'ACCEPTED',
    intended:
      'The cap comes before any decoding: nobody may make us work for a header that a server would not even take.',
  },
]

export const keyIdRows: readonly DifferenceRow[] = [
  {
    name: 'kid of another key',
    touches: 'kid',
    change: setHeader('kid', (random) => `other-${random.word(8)}`),
    ours: ['ERR_ISSUER_KEY_UNKNOWN'],
    jose: ['ERR_JWKS_NO_MATCHING_KEY'],
  },
  {
    name: 'kid with characters of a path, or no text',
    touches: 'kid',
    change: setHeader('kid', (random) =>
      random.pick<unknown>(['../key', 'a/b', 'a b', `a\u0000${random.word(2)}`, 7, null, ['k']]),
    ),
    ours: ['ERR_TOKEN_KEY_ID'],
    jose: ['ERR_JWKS_NO_MATCHING_KEY', 'ERR_JWKS_MULTIPLE_MATCHING_KEYS', ...JWS_REFUSED],
  },
]
