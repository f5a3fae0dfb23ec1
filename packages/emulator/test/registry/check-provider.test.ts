import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { checkProvider } from '../../src/registry/check-provider.js'
import { findRoute } from '../../src/registry/find-route.js'
import type { EmulatorProvider } from '../../src/index.js'
import { makeProvider } from '../support/example-provider.js'

const ROUTE = 'http://127.0.0.1:3000'

describe('checkProvider', () => {
  let good: EmulatorProvider
  before(async () => {
    good = await makeProvider(ROUTE)
  })

  it('copies and freezes what it takes', () => {
    const checked = checkProvider(good)
    assert.deepEqual(checked, good)
    assert.notEqual(checked, good)
    assert.ok(Object.isFrozen(checked) && Object.isFrozen(checked.routes) && Object.isFrozen(checked.senders))
  })

  it('routes https origins, or everything, to this machine', () => {
    const routes = {
      'https://a.example': 'http://localhost:1',
      'https://a.example:8443': 'http://[::1]:2',
      '*': ROUTE,
    }
    const provider = checkProvider({ ...good, routes })
    assert.equal(findRoute(new URL('https://a.example/x'), provider), 'http://localhost:1')
    assert.equal(findRoute(new URL('https://a.example:8443/x'), provider), 'http://[::1]:2')
    assert.equal(findRoute(new URL('https://b.example/'), provider), ROUTE)
    assert.equal(findRoute(new URL('https://b.example/'), checkProvider({ ...good, routes: {} })), undefined)
  })

  for (const [what, own] of [
    ['a route that leaves the machine', { routes: { '*': 'http://10.0.0.1:80' } }],
    ['a route to a name that looks local', { routes: { '*': 'http://localhost.evil.example' } }],
    ['a route with a path', { routes: { '*': `${ROUTE}/path` } }],
    ['a route with user info', { routes: { '*': 'http://a@127.0.0.1:3000' } }],
    ['a route from http', { routes: { 'http://a.example': ROUTE } }],
    ['routes that are a list', { routes: [ROUTE] }],
    ['no originator', { originator: ' ' }],
    ['senders that are a text', { senders: 'a@b.example' }],
    ['no targets', { targets: [] }],
    ['an unknown scope', { scope: 'everyone' }],
    ['an unknown profile', { token: { profile: 'exchange' } }],
    ['a public key that is none', { publicKey: 'no key' }],
    ['an RSA key under 2,048 bits', { publicKey: pemOf(1024) }],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => checkProvider({ ...good, ...own }), { code: 'ERR_EMULATOR_PROVIDER' })
    })
  }

  it('B07: refuses a private key where the public one belongs', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const publicKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    assert.throws(
      () => checkProvider({ ...good, publicKey }),
      (error: Error) => {
        assert.equal((error as Error & { code?: string }).code, 'ERR_EMULATOR_PROVIDER')
        assert.doesNotMatch(error.message, /BEGIN/)
        return true
      },
    )
  })
})

function pemOf(modulusLength: number): string {
  return generateKeyPairSync('rsa', { modulusLength })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString()
}
