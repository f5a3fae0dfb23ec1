import assert from 'node:assert/strict'
import { createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isCodedError } from '../../src/errors/index.js'
import { generateSigningKey, sealCompactJwe, signCompactJws, verifyCompactJws } from '../../src/jose/index.js'
import {
  createLimitedTokens,
  type ActorBinding,
  type LimitedClaims,
  type LimitedRoot,
} from '../../src/limited/index.js'

const day = 86_400
const start = 1_790_000_000
const roots: LimitedRoot[] = [{ id: 'r1', secret: randomBytes(32) }]
let seconds = start
const now = (): number => seconds * 1000
const service = 'expenses.example'
const tokens = createLimitedTokens({ roots, service, now })

const claims: LimitedClaims = {
  jti: 'j-1',
  iat: start,
  exp: start + 14 * day,
  closesAt: start + 20 * day,
  aud: service,
  purpose: 'act',
  kind: 'expense',
  item: '1234',
  version: 3,
  decision: 'approve',
  actors: [{ tenantId: 't', objectId: 'o' }, { address: 'adele@contoso.example' }],
  sender: 'expenses@contoso.example',
  originator: 'org',
  correlationId: 'c-1',
}

/** Runs with the clock set, and sets it back. */
function at<T>(time: number, run: () => T): T {
  seconds = time
  try {
    return run()
  } finally {
    seconds = start
  }
}

describe('limited-purpose tokens', () => {
  it('come back as they were sealed', () => {
    assert.deepEqual(tokens.open(tokens.seal(claims)), claims)
    const { decision: _d, sender: _s, correlationId: _c, ...least } = { ...claims, purpose: 'read' as const }
    const opened = tokens.open(tokens.seal(least))
    assert.deepEqual(opened, least)
    assert.ok(!('decision' in opened) && !('sender' in opened) && !('correlationId' in opened))
  })

  it('L02: keep every field apart, whatever text is in it', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 50 })
    const plain = { noNullPrototype: true } as const
    const actor: fc.Arbitrary<ActorBinding> = fc.oneof(
      fc.record({ tenantId: text, objectId: text }, plain),
      fc.record({ address: text }, plain),
      fc.record({ tenantId: text, anyone: fc.constant(true as const) }, plain),
    )
    const made: fc.Arbitrary<LimitedClaims> = fc.record(
      {
        jti: text,
        iat: fc.double({ min: start - 60, max: start + 60, noNaN: true }),
        exp: fc.double({ min: start + 61, max: start + 300 * day, noNaN: true }),
        closesAt: fc.constant(start + 300 * day),
        aud: fc.constant(service),
        purpose: fc.constantFrom('act', 'read', 'link'),
        kind: text,
        item: text,
        version: fc.maxSafeNat(),
        decision: text,
        actors: fc.array(actor, { minLength: 1, maxLength: 8 }),
        sender: text,
        originator: text,
        correlationId: text,
      },
      plain,
    )
    fc.assert(
      fc.property(made, (any) => {
        assert.deepEqual(tokens.open(tokens.seal(any)), any)
      }),
      { numRuns: 500 },
    )
  })

  it('fit into a URL', () => {
    const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
    const usual = {
      ...claims,
      jti: 'x'.repeat(22),
      actors: [{ tenantId: id, objectId: id }],
      originator: id,
      correlationId: id,
    }
    assert.ok(tokens.seal(usual).length < 800)
    const most = {
      ...usual,
      actors: Array.from({ length: 8 }, () => ({ address: `${'a'.repeat(242)}@example.org` })),
    }
    assert.deepEqual(tokens.open(tokens.seal(most)).actors, most.actors)
  })

  it('L01: do not open at another service, nor under the same name with another root', () => {
    const token = tokens.seal(claims)
    const elsewhere = createLimitedTokens({ roots, service: 'other.example', now })
    assert.throws(() => elsewhere.open(token), { code: 'ERR_LIMITED_SEAL' })
    const otherRoot = createLimitedTokens({ roots: [{ id: 'r1', secret: randomBytes(32) }], service, now })
    assert.throws(() => otherRoot.open(token), { code: 'ERR_LIMITED_SEAL' })
  })

  it('L01: are refused where the audience is another service, though the key is right', () => {
    const { token } = forgeSealed({ aud: 'other.example' })
    assert.throws(() => tokens.open(token), { code: 'ERR_LIMITED_AUDIENCE' })
  })

  it('L02: expire, with a minute of skew', () => {
    const token = tokens.seal(claims)
    assert.doesNotThrow(() => at(claims.exp + 59, () => tokens.open(token)))
    for (const time of [claims.exp + 60, claims.exp + 61, claims.closesAt + day])
      assert.throws(() => at(time, () => tokens.open(token)), { code: 'ERR_LIMITED_EXPIRED' })
    assert.doesNotThrow(() => at(start - 60, () => tokens.open(token)))
    assert.throws(() => at(start - 61, () => tokens.open(token)), { code: 'ERR_LIMITED_NOT_YET' })
  })

  it('L02: refuse truncation, extension and any edit', () => {
    const token = tokens.seal(claims)
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.string({ maxLength: 3, unit: 'binary' }),
        fc.nat(3),
        (place, insert, cut) => {
          const edited = token.slice(0, place) + insert + token.slice(place + cut)
          fc.pre(edited !== token)
          assert.throws(
            () => tokens.open(edited),
            (error: unknown) => isCodedError(error) && error.code.startsWith('ERR_LIMITED_'),
          )
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('L02: refuse segments of two tokens put together', () => {
    const [one, two] = [tokens.seal(claims).split('.'), tokens.seal({ ...claims, item: '9999' }).split('.')]
    for (let mask = 1; mask < 15; mask++) {
      // The headers are alike, so only mixtures of the last three segments are mixtures.
      const mixed = one
        .map((segment, i) => (i >= 2 && (mask >> (i - 2)) & 1 ? (two[i] ?? '') : segment))
        .join('.')
      if (mixed === one.join('.') || mixed === two.join('.')) continue
      assert.throws(() => tokens.open(mixed), { code: 'ERR_LIMITED_SEAL' })
    }
  })

  it('L03: refuse a token sealed with a key outside its period', () => {
    // A key of an earlier period that leaked makes a token of today.
    const { token } = forgeSealed({}, { epochShift: -1 })
    assert.throws(() => tokens.open(token), { code: 'ERR_LIMITED_KEY_RETIRED' })
    const { token: future } = forgeSealed({}, { epochShift: 1 })
    assert.throws(() => tokens.open(future), { code: 'ERR_LIMITED_KEY_RETIRED' })
  })

  it('L03: refuse keys that no token can still need, and keys of the far future', () => {
    const { token: old } = forgeSealed({ iat: start - 900 * day, exp: start + day }, { epochShift: -30 })
    assert.throws(() => tokens.open(old), { code: 'ERR_LIMITED_KEY_RETIRED' })
    const { token: far } = forgeSealed({}, { epochShift: 2 })
    assert.throws(() => tokens.open(far), { code: 'ERR_LIMITED_KEY_ID' })
  })

  it('L03: go on opening after their key was retired, until they expire', () => {
    const long = { ...claims, exp: start + 100 * day, closesAt: start + 100 * day }
    const token = tokens.seal(long)
    at(start + 99 * day, () => {
      assert.deepEqual(tokens.open(token), long)
      const later = { ...long, iat: seconds, exp: seconds + day, closesAt: seconds + day }
      assert.notEqual(kidOf(tokens.seal(later)), kidOf(token))
    })
  })

  it('L03, L04: open with every root that is kept, and with none that was removed', () => {
    const token = tokens.seal(claims)
    const newer = { id: 'r2', secret: randomBytes(32) }
    const rotated = createLimitedTokens({ roots: [newer, ...roots], service, now })
    assert.deepEqual(rotated.open(token), claims)
    assert.match(kidOf(rotated.seal(claims)), /^r2\./)
    const removed = createLimitedTokens({ roots: [newer], service, now })
    assert.throws(() => removed.open(token), { code: 'ERR_LIMITED_KEY_ID' })
  })

  it('L04: refuse kids that name nothing or have another form', () => {
    const key = createSecretKey(randomBytes(32))
    for (const kid of [
      'r9.690.AAAAAAAAAAAA',
      'r1',
      'r1.690',
      'r1.0690.AAAAAAAAAAAA',
      'r1.-1.AAAAAAAAAAAA',
      'r1.690.AAAA',
      'r1.690.AAAAAAAAAAAA.x',
      'r1.9999999999.AAAAAAAAAAAA',
      'constructor.690.AAAAAAAAAAAA',
    ])
      assert.throws(
        () => tokens.open(sealCompactJwe('{}', { key, kid, typ: 'limited+jwe' })),
        { code: 'ERR_LIMITED_KEY_ID' },
        kid,
      )
  })

  it('L11: do not pass for an action token, nor an action token for one of them', async () => {
    const key = await generateSigningKey()
    const token = tokens.seal(claims)
    assert.throws(() => verifyCompactJws(token, { key }), { code: 'ERR_TOKEN_MALFORMED' })
    const bearer = await signCompactJws({ ...claims }, { key })
    assert.throws(() => tokens.open(bearer), { code: 'ERR_LIMITED_MALFORMED' })
  })

  it('L11: do not pass for another sealed thing of the same key: typ tells them apart', () => {
    const { token } = forgeSealed({}, { typ: 'JWT' })
    assert.throws(() => tokens.open(token), { code: 'ERR_LIMITED_MALFORMED' })
  })

  it('refuse sealed text that is not our claims', () => {
    for (const text of ['', 'x', 'null', '[]', '1', '{}', '{"act":[]}', '{"act":[1]}', '{"act":[[null]]}']) {
      const { token } = forgeSealed({}, { text })
      assert.throws(() => tokens.open(token), { code: 'ERR_LIMITED_CLAIMS' }, text)
    }
    for (const wrong of [
      { iat: '1' },
      { exp: null },
      { pur: 'all' },
      { ver: -1 },
      { ver: '3' },
      { act: [] },
      { act: Array(9).fill('a') },
      { act: [[]] },
      { act: [['']] },
      { act: [[null]] },
      { act: [['t', 'o', 'x']] },
      { act: [['t', null]] },
      { knd: '' },
      { itm: 1 },
      { org: undefined },
      { cls: start + day },
      { dec: undefined },
    ]) {
      const { token } = forgeSealed({}, { wire: wrong })
      assert.throws(() => tokens.open(token), { code: 'ERR_LIMITED_CLAIMS' }, JSON.stringify(wrong))
    }
  })

  it('H05: errors show no claim and no token', () => {
    const { token } = forgeSealed({}, { text: '{"secret-item":' })
    assert.throws(
      () => tokens.open(token),
      (error: unknown) =>
        !inspect(error, { depth: 9 }).includes('secret-item') && !inspect(error).includes(token.slice(-20)),
    )
  })
})

describe('sealing', () => {
  it('names every problem of the claims at once', () => {
    const wrong = {
      ...claims,
      jti: '',
      kind: 'x'.repeat(101),
      version: 1.5,
      actors: [],
      purpose: 'all',
      aud: 'x',
    } as unknown as LimitedClaims
    assert.throws(
      () => tokens.seal(wrong),
      (error: unknown) => {
        assert.ok(error instanceof TypeError && 'problems' in error && Array.isArray(error.problems))
        assert.equal(error.problems.length, 6)
        return true
      },
    )
  })

  it('refuses times that cannot be, no actor, nine actors, and an act without a decision', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ address: `a${String(i)}@x.example` }))
    for (const wrong of [
      { exp: claims.iat },
      { exp: claims.closesAt + 1 },
      { exp: start + 401 * day, closesAt: start + 401 * day },
      { exp: NaN },
      { exp: Infinity, closesAt: Infinity },
      { iat: start + 61 },
      { iat: start - 70 * day },
      { iat: -1 },
      { actors: [] },
      { actors: many },
      { actors: [{ tenantId: 't' } as never] },
      { actors: [{ tenantId: 't', objectId: 'o', address: 'a' }] },
      { actors: [{ tenantId: 't', objectId: 'o', anyone: true }] },
      { actors: [{ tenantId: 't', anyone: false } as never] },
      { actors: [{ anyone: true } as never] },
      { actors: [{ address: '' }] },
      { actors: [null as never] },
    ])
      assert.throws(
        () => tokens.seal({ ...claims, ...wrong }),
        { code: 'ERR_LIMITED_CLAIMS' },
        JSON.stringify(wrong),
      )
    const { decision: _, ...undecided } = claims
    assert.throws(() => tokens.seal(undecided), { code: 'ERR_LIMITED_CLAIMS' })
    assert.throws(() => at(claims.exp, () => tokens.seal(claims)), { code: 'ERR_LIMITED_CLAIMS' })
  })

  it("gives each process its own key, and all open each other's", () => {
    const other = createLimitedTokens({ roots, service, now })
    const [mine, theirs] = [tokens.seal(claims), other.seal(claims)]
    assert.notEqual(kidOf(mine), kidOf(theirs))
    assert.equal(kidOf(tokens.seal(claims)), kidOf(mine))
    assert.deepEqual([tokens.open(theirs), other.open(mine)], [claims, claims])
  })

  it('copies its roots: a change afterwards changes nothing', () => {
    const secret = randomBytes(32)
    const copied = createLimitedTokens({ roots: [{ id: 'r', secret }], service, now })
    const twin = createLimitedTokens({ roots: [{ id: 'r', secret: Buffer.from(secret) }], service, now })
    secret.fill(0)
    assert.deepEqual(twin.open(copied.seal(claims)), claims)
  })
})

function kidOf(token: string): string {
  const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }
  return header.kid
}

/** A token with the right key and anything inside: what a leaked key, or another release, could make. */
function forgeSealed(
  change: { aud?: string; iat?: number; exp?: number },
  options: { epochShift?: number; typ?: string; text?: string; wire?: object } = {},
): { token: string } {
  const { epochShift = 0, typ = 'limited+jwe', text, wire } = options
  const epoch = Math.floor(start / (30 * day)) + epochShift
  const instance = 'AAAAAAAAAAAA'
  const info = JSON.stringify(['countersign limited-purpose token, v1', service, 'r1', epoch, instance])
  const secret = roots[0]?.secret ?? new Uint8Array()
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', info, 32)))
  const usual = {
    jti: 'j',
    iat: start,
    exp: start + 14 * day,
    aud: service,
    cls: start + 20 * day,
    pur: 'act',
    knd: 'k',
    itm: 'i',
    ver: 1,
    dec: 'd',
    act: ['a@x.example'],
    org: 'o',
  }
  const plaintext = text ?? JSON.stringify({ ...usual, ...change, ...wire })
  return { token: sealCompactJwe(plaintext, { key, kid: `r1.${String(epoch)}.${instance}`, typ }) }
}
