import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { jwtVerify, SignJWT } from 'jose'
import { isCodedError } from '../../src/errors/index.js'
import { verifyCompactJws } from '../../src/jose/index.js'
import { claims, encode, forge, privateKey, publicKey, signInput } from './forge.js'

type Verdict = { readonly payload: unknown } | { readonly code: string }

function judge(token: string): Verdict {
  try {
    return { payload: verifyCompactJws(token, { key: publicKey }).payload }
  } catch (error) {
    // Whatever comes in, only coded errors come out.
    assert.ok(isCodedError(error), String(error))
    return { code: error.code }
  }
}

async function judgeWithJose(token: string): Promise<Verdict> {
  try {
    return { payload: (await jwtVerify(token, publicKey, { algorithms: ['RS256'] })).payload }
  } catch (error) {
    return { code: (error as { code?: string }).code ?? 'none' }
  }
}

/** Stricter than jose is well, laxer is not: what we accept, jose accepts with the same claims. */
async function assertNotLaxer(token: string): Promise<boolean> {
  const ours = judge(token)
  if ('code' in ours) return false
  const theirs = await judgeWithJose(token)
  assert.ok('payload' in theirs, 'accepted here, refused by jose')
  assert.deepEqual(ours.payload, theirs.payload)
  return true
}

const good = forge({ alg: 'RS256', typ: 'JWT', kid: 'k' })

/** One edit at a place: replace, insert, delete, swap, double. */
const edit = fc.record({
  at: fc.nat(good.length - 1),
  how: fc.constantFrom('replace', 'insert', 'delete', 'swap', 'double', 'case'),
  what: fc.oneof(
    fc.constantFrom(...'.=+/ \n\0-_AQgw'),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
})

function apply(token: string, { at, how, what }: { at: number; how: string; what: string }): string {
  const before = token.slice(0, at)
  const here = token.charAt(at)
  const after = token.slice(at + 1)
  switch (how) {
    case 'replace':
      return before + what + after
    case 'insert':
      return before + what + here + after
    case 'delete':
      return before + after
    case 'swap':
      return before + after.slice(0, 1) + here + after.slice(1)
    case 'double':
      return before + here + here + after
    default:
      return before + (here === here.toLowerCase() ? here.toUpperCase() : here.toLowerCase()) + after
  }
}

describe('verdicts beside those of jose', () => {
  it('agrees on thousands of mutated tokens', async () => {
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        const token = edits.reduce(apply, good)
        const passed = await assertNotLaxer(token)
        if (passed) accepted++
        // A change that leaves the token as it was (a swap of equal characters) must pass, any other must not.
        assert.equal(passed, token === good)
      }),
      { numRuns: 4000 },
    )
    assert.ok(accepted < 400)
  })

  it('agrees on genuinely signed tokens with odd headers', async () => {
    const mostly = <T>(usual: T, odd: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
      fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd })
    const header = fc
      .record({
        alg: mostly('RS256', fc.constantFrom('none', 'RS512', 'HS256', null)),
        typ: mostly(
          'JWT',
          fc.oneof(fc.constantFrom('jwt', 'at+jwt', undefined), fc.jsonValue({ maxDepth: 1 })),
        ),
        kid: mostly('k', fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 1 }), fc.constant(undefined))),
        crit: mostly(undefined, fc.constantFrom([], ['b64'], ['exp'], 'x', null)),
        b64: mostly(undefined, fc.boolean()),
        x5t: mostly(undefined, fc.oneof(fc.base64String(), fc.nat())),
        nonce: mostly(undefined, fc.string()),
      })
      .map((made) => JSON.stringify(made))
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(header, async (made) => {
        if (await assertNotLaxer(forge(made))) accepted++
      }),
      { numRuns: 600 },
    )
    assert.ok(accepted > 50, 'the property must not be empty')
  })

  it('agrees on genuinely signed tokens with any JSON or bytes as payload', async () => {
    const payload = fc.oneof(
      fc.json(),
      fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }).map((o) => JSON.stringify(o)),
    )
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(payload, async (text) => {
        // jose judges registered claims too, whose types this layer leaves to the profiles.
        fc.pre(!/"(?:exp|nbf|iat|iss|aud|sub|jti)"/.test(text))
        if (await assertNotLaxer(forge({ alg: 'RS256' }, text))) accepted++
      }),
      { numRuns: 600 },
    )
    assert.ok(accepted > 50, 'the property must not be empty')
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 30 }), async (bytes) => {
        await assertNotLaxer(
          signInput(`${encode({ alg: 'RS256' })}.${Buffer.from(bytes).toString('base64url')}`),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('judges any text without a surprise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        assert.ok('code' in judge(text))
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{0,30}(\.[A-Za-z0-9_-]{0,30}){0,5}$/), (text) => {
        assert.ok('code' in judge(text))
      }),
    )
  })

  it('verifies what jose signs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ name: fc.string(), n: fc.integer(), list: fc.array(fc.string()) }),
        async (more) => {
          const token = await new SignJWT({ ...claims, ...more })
            .setProtectedHeader({ alg: 'RS256', kid: 'jose' })
            .sign(privateKey)
          assert.deepEqual(judge(token), {
            payload: JSON.parse(JSON.stringify({ ...claims, ...more })) as unknown,
          })
        },
      ),
      { numRuns: 50 },
    )
  })
})
