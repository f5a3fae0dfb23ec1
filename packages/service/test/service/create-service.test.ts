import assert from 'node:assert/strict'
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { CountersignTypeError, EMULATOR_TENANTS } from '@countersign/core'
import { createService, type ServiceEvent, type ServiceOptions } from '../../src/index.js'
import {
  AUDIENCE,
  NOON,
  ORIGINATOR,
  SCOPE,
  SENDER,
  SUBSTRATE_AUDIENCE,
  TENANT,
} from '../support/test-platform.js'
import { createTestService, platform, secrets, ADELE } from '../support/test-service.js'

const VERIFY: ServiceOptions = { audience: AUDIENCE, scope: SCOPE, tenants: [TENANT], jwks: platform.jwks }

function problemsOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError, String(error))
    return error.problems.join('\n')
  }
  return ''
}

describe('createService', () => {
  it('needs no more than the verifier for verifyAction', async () => {
    const service = createService({ ...VERIFY, now: () => NOON })
    const token = await platform.mintEntra(ADELE, { now: NOON })
    const { actor } = await service.verifyAction(new Headers({ authorization: `Bearer ${token}` }))
    assert.equal(actor.objectId, ADELE.objectId)
    await service.close()
  })

  it('A02: an empty or missing audience, scope or tenant list is a configuration error, never "skip"', () => {
    for (const [name, wrong] of [
      ['audience', { audience: '' }],
      ['audience', { audience: [] }],
      ['audience', { audience: undefined }],
      ['scope', { scope: [] }],
      ['scope', { scope: undefined }],
      ['tenant', { tenants: [] }],
      ['tenant', { tenants: undefined }],
    ] as const) {
      assert.match(
        problemsOf(() => createService({ ...VERIFY, ...wrong } as unknown as ServiceOptions)),
        new RegExp(name),
      )
    }
  })

  it('lists everything that is wrong at once', () => {
    const problems = problemsOf(() =>
      createService({
        ...VERIFY,
        audience: '',
        originator: 'not-a-guid',
        sender: 'not an address',
        signingKey: 'SECRET-key',
        limitedKeys: 'SECRET-root',
        ledger: 'redis:SECRET',
        smtp: 'http://SECRET/',
        bindActorBy: 'address',
        clockSkewSeconds: 4000,
        leaseMs: -1,
        budgets: { actMs: 0 },
        header: 'x-token' as 'authorization',
      }),
    )
    for (const name of [
      'audience',
      'originator',
      'sender',
      'signingKey',
      'limitedKeys',
      'ledger',
      'smtp',
      'bindActorBy',
      'clockSkew',
      'leaseMs',
      'budgets.actMs',
      'header',
    ]) {
      assert.match(problems, new RegExp(name), name)
    }
    assert.doesNotMatch(problems, /SECRET/)
  })

  it('B07: refuses a short signing key', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    assert.match(
      problemsOf(() => createService({ ...VERIFY, signingKey: privateKey })),
      /2,048/,
    )
  })

  it("B07: refuses the vendor's sample key, whatever form it comes in", (context) => {
    const vector = new URL('../../../../../vectors/signed-card-doc-sample.pub.pem', import.meta.url)
    const { n = '' } = createPublicKey(readFileSync(vector)).export({ format: 'jwk' })
    // Its private part need not be here: the public one is what tells it.
    const jwk = { ...secrets.signingKey.export({ format: 'jwk' }), n } as JsonWebKey
    let signingKey: KeyObject
    try {
      signingKey = createPrivateKey({ key: jwk, format: 'jwk' })
    } catch {
      context.skip(
        `Node ${process.version} reads no private key whose parts do not fit, so this one cannot be made`,
      )
      return
    }
    assert.match(
      problemsOf(() => createService({ ...VERIFY, signingKey })),
      /sample key/,
    )
  })

  it('does not change with its options afterwards', () => {
    const tenants = [{ tenantId: TENANT, domains: ['contoso.com'] }]
    const service = createService({ ...VERIFY, tenants })
    tenants.pop()
    assert.ok(Object.isFrozen(service))
  })

  it('says at start that substrate is the legacy profile', async () => {
    const events: ServiceEvent[] = []
    const { substrateJwks: jwks } = platform
    createService({
      profile: 'substrate',
      audience: 'https://a.contoso.com',
      sender: SENDER,
      jwks,
      onEvent: (event) => events.push(event),
    })
    await Promise.resolve()
    assert.deepEqual(events[0], { type: 'service.started', profile: 'substrate', legacy: true })
    assert.ok(events.some((event) => event.type === 'service.warning' && event.message.includes('legacy')))
  })

  it('I05 I06: on substrate a sender or tenants must be expected, and verifyAction takes no mail without', async () => {
    const substrate = {
      profile: 'substrate',
      audience: SUBSTRATE_AUDIENCE,
      jwks: platform.substrateJwks,
    } as const
    assert.match(
      problemsOf(() => createService(substrate)),
      /sender/,
    )
    const authorization = `Bearer ${await platform.mintSubstrate(ADELE, { now: NOON, sender: 'phish@contoso.com' })}`
    for (const expected of [
      { tenants: [TENANT] },
      { sender: SENDER },
      { tenants: [TENANT], sender: SENDER },
    ]) {
      const service = createService({ ...substrate, ...expected, now: () => NOON })
      await assert.rejects(service.verifyAction({ authorization }), { code: 'ERR_TOKEN_SENDER' })
    }
  })

  it('a kind lists everything that is wrong with it, and exists once', () => {
    const service = createService(VERIFY)
    const problems = problemsOf(() =>
      service.define('no spaces', {
        url: 'http://a.example/#x',
        decisions: ['a', 'a', 'not good'],
        once: 'token',
        expiresIn: '90d',
        parameter: 'a b',
      }),
    )
    for (const part of [
      'name',
      'https',
      'repeat',
      'decision has',
      'once: token',
      'expiresIn',
      'parameter',
      'limitedKeys',
      'originator',
      'ledger',
    ]) {
      assert.match(problems, new RegExp(part), part)
    }
    const t = createTestService()
    assert.match(
      problemsOf(() => t.service.define('expense', { url: 'https://a.example/', decisions: ['a'] })),
      /already/,
    )
    assert.match(
      problemsOf(() => t.kind.on(() => undefined as never)),
      /handler already/,
    )
  })

  it('a kind says what it lacks where it has no limited-purpose tokens, and where no request could reach it', () => {
    const withoutLimitedToken = () => undefined
    const base = { url: 'https://a.example/x', decisions: ['a'] as const }
    const means = { ...VERIFY, originator: ORIGINATOR, ledger: 'memory:' }
    const service = createService({ ...means, sender: SENDER })
    const lacking = createService(means)
    for (const [at, options, problem] of [
      [service, base, /needs limitedKeys/],
      [service, { ...base, withoutLimitedToken, url: 'http://a.example/x' }, /absolute https/],
      [service, { ...base, withoutLimitedToken, url: 'https://u:p@a.example/x' }, /absolute https/],
      [service, { ...base, withoutLimitedToken, once: 'token' }, /once: token needs/],
      [lacking, { ...base, withoutLimitedToken }, /needs the sender/],
      [service, { ...base, withoutLimitedToken, path: 'x' }, /path must start/],
      [service, { ...base, withoutLimitedToken, path: '/x?y' }, /path must start/],
    ] as const) {
      assert.match(
        problemsOf(() => at.define('odd', options)),
        problem,
      )
    }
  })

  it('a listener that throws changes nothing', async () => {
    const t = createTestService()
    t.service.onEvent(() => {
      throw new Error('listener')
    })
    const warned = new Promise((resolve) => process.once('warning', resolve))
    assert.equal((await t.press(await t.send(), 'approve')).status, 200)
    await warned
  })
})

describe('trustEmulator', () => {
  const trustEmulator = { metadata: 'http://127.0.0.1:8787/issuers', keyThumbprint: 'x'.repeat(43) }
  const tenants = [EMULATOR_TENANTS.contoso.tenantId]
  const options: ServiceOptions = { audience: AUDIENCE, scope: SCOPE, tenants, trustEmulator }

  it('E02: is refused with NODE_ENV=production and with a real tenant', () => {
    assert.match(
      problemsOf(() => createService({ ...options, nodeEnv: 'production' })),
      /production/,
    )
    assert.match(
      problemsOf(() => createService({ ...options, tenants: [...tenants, TENANT] })),
      /real tenant/,
    )
    const before = process.env['NODE_ENV']
    process.env['NODE_ENV'] = 'production'
    try {
      assert.match(
        problemsOf(() => createService(options)),
        /production/,
      )
    } finally {
      if (before === undefined) delete process.env['NODE_ENV']
      else process.env['NODE_ENV'] = before
    }
  })

  it('E02: without it a token of a tenant of the emulator is refused, even where it is listed', async () => {
    const service = createService({
      audience: AUDIENCE,
      scope: SCOPE,
      tenants,
      jwks: platform.jwks,
      now: () => NOON,
    })
    const token = await platform.mintEntra(
      { ...ADELE, tenantId: EMULATOR_TENANTS.contoso.tenantId },
      { now: NOON },
    )
    await assert.rejects(service.verifyAction({ authorization: `Bearer ${token}` }), {
      code: 'ERR_TOKEN_EMULATOR',
    })
  })

  it('E02: prints a warning at start', async () => {
    const events: ServiceEvent[] = []
    const warned = new Promise<void>((resolve) => {
      process.on('warning', function listener({ message }) {
        if (!message.includes('emulator')) return
        process.off('warning', listener)
        resolve()
      })
    })
    createService({ ...options, onEvent: (event) => events.push(event) })
    await warned
    assert.ok(events.some((event) => event.type === 'service.warning' && event.message.includes('emulator')))
  })
})

describe('a kind without limited-purpose tokens', () => {
  it('says so, and the service names the item and vouches for the actor', async () => {
    const t = createTestService({
      service: { limitedKeys: undefined } as never,
      kind: {
        withoutLimitedToken: ({ url, actor }) =>
          actor.objectId === ADELE.objectId
            ? { item: url.split('/').at(-1) ?? '', decision: 'approve' }
            : undefined,
        path: '/legacy/77',
      },
    })
    const request = async (person = ADELE) => ({
      method: 'POST',
      url: '/legacy/77',
      headers: [['authorization', `Bearer ${await t.mint(person)}`] as const],
      body: new Uint8Array(),
    })
    assert.equal((await t.handler.handle(await request())).status, 200)
    assert.equal((await t.handler.handle(await request())).status, 200)
    assert.deepEqual(t.runs, ['approve 77 '])
    const stranger = { ...ADELE, objectId: '00000000-0000-4000-8000-000000000001' }
    assert.equal((await t.handler.handle(await request(stranger))).status, 403)
    assert.equal(ORIGINATOR.length, 36)
    assert.ok(secrets.limitedKeys)
  })
})
