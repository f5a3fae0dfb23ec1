// The form of a JWS, and addresses and headers as they come in.
const HEADER = 'core/src/jose/jws-header.ts'
const DECODE = 'core/src/jose/decode-compact-jws.ts'
const PAYLOAD = 'core/src/jose/decode-jws-payload.ts'
const OBJECT = 'core/src/jose/signed-json.ts'
const HEADERS = 'core/src/actions/read-action-headers.ts'

export const mutants = [
  [
    'T01 T02 T03',
    HEADER,
    "if (header['alg'] !== 'RS256') throw",
    'if (false) throw',
    ['core/src/jose/verify-compact-jws.ts', 'if (header.alg !== checked.alg) throw', 'if (false) throw'],
  ],
  ['T04', HEADER, 'if (KEY_SOURCES.some((name) => Object.hasOwn(header, name)))', 'if (false)'],
  ['T05', HEADER, "if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64'))", 'if (false)'],
  ['T06', DECODE, "token.includes('.', payloadEnd + 1)", 'false'],
  ['T07', DECODE, 'if (!isCanonicalSegment(segment, bytes.length)) throw', 'if (false) throw'],
  ['T07', PAYLOAD, 'if (!isCanonicalSegment(segment, length)) throw', 'if (false) throw'],
  ['T07', DECODE, 'if (!isPlainAscii(token)) throw', 'if (false) throw'],
  ['T08', DECODE, 'if (token.length > (options.maxLength ?? MAX_JWS_LENGTH)) throw', 'if (false) throw'],
  ['T09', OBJECT, 'if (!isJsonObject(value)) throw', 'if (false) throw'],
  ['T09', 'core/src/jose/decode-utf8.ts', '!isUtf8(bytes.subarray(0, length))', 'false'],
  ['T09', OBJECT, 'if (hasMoreBracketsThan(maxDepth, text) && isDeeperThan(maxDepth, value))', 'if (false)'],
  ['T09', 'core/src/jose/strict-json.ts', 'if (names.has(name)) throw', 'if (false) throw'],
  [
    'T10',
    OBJECT,
    "if (Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor'))",
    'if (false)',
  ],
  ['T10', 'core/src/jose/key-id.ts', '&& !OBJECT_NAMES.includes(kid)', ''],
  ['T10', 'core/src/jose/strict-json.ts', "if (name === '__proto__') throw", 'if (false) throw'],
  ['T11', HEADER, "if (Object.hasOwn(header, 'kid') && !isKeyId(header['kid'])) throw", 'if (false) throw'],
  [
    'T11',
    'core/src/issuers/key-cache.ts',
    "throw new CountersignError('ERR_TOKEN_KEY_ID', 'The token names no key, and the issuer has several.')",
    'return [...keys.usable.values()][0]',
  ],
  [
    'H01',
    HEADERS,
    "if (there !== undefined && there !== '' && readBearer(there) !== token) {",
    'if (false) {',
  ],
  ['H02', HEADERS, 'if (found !== undefined)', 'if (false)'],
  ['H03', HEADERS, '/^bearer ([A-Za-z0-9._~+/=-]+)$/i', '/^(?:bearer )*([A-Za-z0-9._~+/=-]+)$/i'],
  [
    'H04',
    HEADERS,
    'const here = readOnce(pairs, route)',
    'const here = readOnce(pairs, route) ?? readOnce(pairs, other)',
  ],
  [
    'H08',
    HEADERS,
    'if (value.length > MAX_REQUEST_ID_LENGTH || !VISIBLE_ASCII.test(value)) {',
    'if (false) {',
  ],
  ['H07', 'core/src/actions/reserved-header.ts', ".replaceAll('_', '-')", ''],
  ['I03', 'core/src/address.ts', '|| !isAscii(address)', ''],
  ['I03', 'core/src/address.ts', '|| !ADDRESS.test(folded)', ''],
  [
    'O01',
    'core/src/actions/sanitize-status-text.ts',
    'if (isLatin1(character)) return character',
    'return character',
  ],
]
