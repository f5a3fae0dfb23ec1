import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignTypeError } from '../../../src/errors/index.js'
import { createEntraVerifier } from '../../../src/tokens/index.js'
import { refusalCode } from '../../refusal-code.js'
import { CLIENT_ID, offlineOptions, signV1, TENANT } from './entra-fixture.js'

/** The problems that these options have, of whatever type they are. */
function problemsOf(changes: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    createEntraVerifier({ ...offlineOptions, ...changes })
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError)
    assert.equal(error.code, 'ERR_CONFIG_INVALID')
    return error.problems
  }
  return []
}

describe('entra options', () => {
  it('A02: an empty or missing audience is a configuration error', () => {
    for (const audience of [undefined, null, '', [], [''], [CLIENT_ID, ''], ' ', 7, [undefined], 'a b', {}]) {
      assert.match(problemsOf({ audience })[0] ?? '', /^audience:/, JSON.stringify(audience))
    }
  })

  it("A07: another service's audience is a configuration error", () => {
    for (const audience of ['https://graph.microsoft.com/', '00000003-0000-0000-C000-000000000000']) {
      assert.match(problemsOf({ audience })[0] ?? '', /^audience:/)
    }
  })

  it('K03: tenants have no default, and are GUIDs', () => {
    for (const tenants of [
      undefined,
      [],
      '',
      ['common'],
      ['organizations'],
      ['contoso.com'],
      ['*'],
      [TENANT, ''],
    ]) {
      assert.match(problemsOf({ tenants })[0] ?? '', /^tenants:/, JSON.stringify(tenants))
    }
  })

  it('I07: the tenant of personal accounts cannot be allowed', () => {
    assert.match(
      problemsOf({ tenants: ['9188040d-6c67-4c5b-b112-36a304b66dad'] })[0] ?? '',
      /personal accounts/,
    )
  })

  it('M04: a skew over 10 minutes is a configuration error', () => {
    for (const clockSkewSeconds of [601, -1, Number.NaN, Number.POSITIVE_INFINITY, '300', null]) {
      assert.match(problemsOf({ clockSkewSeconds })[0] ?? '', /^clockSkewSeconds:/)
    }
    assert.deepEqual(problemsOf({ clockSkewSeconds: 600 }), [])
    assert.deepEqual(problemsOf({ clockSkewSeconds: 0 }), [])
  })

  it('refuses unusable scopes, callers, clouds, keys and clocks', () => {
    const wrong: Record<string, unknown>[] = [
      { scope: undefined },
      { scope: '' },
      { scope: 'A B' },
      { callers: [] },
      { callers: ['outlook'] },
      { cloud: 'germany' },
      { cloud: '__proto__' },
      { keys: undefined },
      { keys: {} },
      { keys: { fetch, jwks: { keys: [] } } },
      { keys: { fetch: 'https://evil.example' } },
      {
        keys: { fetch, trustEmulator: { metadata: 'http://evil.example', keyThumbprint: 'A'.repeat(43) } },
        tenants: ['c0a70000-0000-4000-8000-000000c0a705'],
      },
      { now: 1_800_000_000_000 },
    ]
    for (const changes of wrong) assert.equal(problemsOf(changes).length, 1, JSON.stringify(changes))
  })

  it('lists every problem at once', () => {
    const problems = problemsOf({
      audience: '',
      tenants: [],
      scope: [],
      callers: ['x'],
      clockSkewSeconds: 9999,
      cloud: 'x',
      keys: {},
      now: 0,
    })
    for (const name of [
      'audience',
      'tenants',
      'scope',
      'callers',
      'clockSkewSeconds',
      'cloud',
      'keys',
      'now',
    ]) {
      assert.ok(
        problems.some((problem) => problem.startsWith(`${name}:`)),
        name,
      )
    }
  })

  it('copies its options: later changes of a list change nothing', async () => {
    const tenants = [TENANT]
    const audience = [CLIENT_ID]
    const verifier = createEntraVerifier({ ...offlineOptions, tenants, audience })
    tenants.length = 0
    audience.length = 0
    assert.equal(await refusalCode(() => verifier.verify(signV1({ aud: CLIENT_ID }))), 'ACCEPTED')
  })

  it('takes tenant ids in any case', async () => {
    const verifier = createEntraVerifier({ ...offlineOptions, tenants: [TENANT.toUpperCase()] })
    assert.equal(await refusalCode(() => verifier.verify(signV1())), 'ACCEPTED')
  })

  it('A01: nothing but its options tells a verifier what to expect', async () => {
    const verifier = createEntraVerifier({ ...offlineOptions, audience: CLIENT_ID })
    assert.equal(verifier.verify.length, 1)
    assert.ok(Object.isFrozen(verifier))
    // Genuine in everything, and for another service that the same tenant knows.
    const foreign = signV1({ aud: 'https://other.contoso.com' })
    assert.equal(await refusalCode(() => verifier.verify(foreign)), 'ERR_TOKEN_AUDIENCE')
    assert.equal(await refusalCode(() => verifier.verify(signV1({ aud: CLIENT_ID }))), 'ACCEPTED')
    // What one verifier was told is not known to the next.
    assert.equal(await refusalCode(() => verifier.verify(signV1())), 'ERR_TOKEN_AUDIENCE')
  })
})
