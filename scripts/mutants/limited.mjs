// Limited-purpose tokens: sealing, opening, and what the service asks of their claims.
const OPEN = 'core/src/jose/open-compact-jwe.ts'
const TOKENS = 'core/src/limited/limited-tokens.ts'
const SEALING = 'core/src/limited/sealing-keys.ts'
const JUDGE = 'service/src/pipeline/judge-claims.ts'

export const mutants = [
  ['L01', TOKENS, "if (claims.aud !== service) throw new CountersignError('ERR_LIMITED_AUDIENCE')", ''],
  ['L01', JUDGE, "if (claims.kind !== kind.name) throw new CountersignError('ERR_ACTION_KIND')", ''],
  [
    'L01',
    JUDGE,
    'if (claims.decision === undefined || !kind.decisions.includes(claims.decision)) {',
    'if (false) {',
  ],
  [
    'L01',
    JUDGE,
    'if (claims.originator.toLowerCase() !== context.config.originator?.toLowerCase()) {',
    'if (false) {',
  ],
  ['L02', 'core/src/jose/decrypt-a256gcm.ts', 'decipher.final()', ''],
  [
    'L02',
    TOKENS,
    "if (exp <= now - LIMITED_CLOCK_SKEW_SECONDS) throw new CountersignError('ERR_LIMITED_EXPIRED')",
    '',
  ],
  ['L02', OPEN, 'if (!isCanonicalSegment(segment, length)) throw', 'if (false) throw'],
  [
    'L02',
    'service/src/pipeline/hash-parts.ts',
    'input.writeUInt32BE(length, at)',
    'input.writeUInt32BE(0, at)',
  ],
  [
    'L03',
    TOKENS,
    "if (used.epoch !== epochOf(claims.iat)) throw new CountersignError('ERR_LIMITED_KEY_RETIRED')",
    '',
  ],
  ['L03', SEALING, 'if (key.epoch < currentEpoch - MAX_EPOCHS) throw', 'if (false) throw'],
  [
    'L04',
    SEALING,
    '|| !this.#roots.has(rootId))',
    ')',
    [
      SEALING,
      'const root = this.#roots.get(rootId)',
      'const root = this.#roots.get(rootId) ?? [...this.#roots.values()][0]',
    ],
  ],
  ['L10', OPEN, 'if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) throw', 'if (false) throw'],
  [
    'L10',
    'core/src/jose/jwe-header.ts',
    "Object.keys(header).length !== MEMBERS || alg !== 'dir' || enc !== 'A256GCM' ||",
    '',
  ],
  ['L11', OPEN, "if (header.typ !== options.typ) throw new CountersignError('ERR_LIMITED_MALFORMED')", ''],
  [
    'L05',
    'service/src/pipeline/admit-press.ts',
    "if (request.method !== 'POST') throw new CountersignError('ERR_REQUEST_METHOD')",
    '',
  ],
  [
    'L06',
    'service/src/pipeline/handle-action.ts',
    "if (purpose !== 'act' || decision === undefined) return await answerView(press)",
    'if (decision === undefined) press.claims.decision = kind.decisions[0]',
  ],
  [
    'L06',
    'core/src/cards/bind/bind-card.ts',
    'problems.push(`${path}: a decision must not run by itself when the mail is opened.`)',
    'void 0',
  ],
  [
    'L12',
    'service/src/pipeline/locate-limited-token.ts',
    "if (count !== 1 || typeof token !== 'string' || token === '') {",
    "if (typeof token !== 'string' || token === '') {",
  ],
  [
    'R05',
    JUDGE,
    'if (claims.correlationId !== undefined && claims.correlationId !== context.correlationId) {',
    'if (false) {',
  ],
  ['R09', JUDGE, '|| now - claims.iat * 1000 > kind.expiresInMs', ''],
]
