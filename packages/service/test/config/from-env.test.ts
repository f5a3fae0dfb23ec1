import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignTypeError } from '@countersign/core'
import { createService, environmentVariables, fromEnv } from '../../src/index.js'
import { ORIGINATOR, SENDER, TENANT } from '../support/test-platform.js'
import { secrets } from '../support/test-service.js'

const PEM = secrets.signingKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const COMPLETE = {
  COUNTERSIGN_ORIGINATOR: ORIGINATOR,
  COUNTERSIGN_SENDER: SENDER,
  COUNTERSIGN_SIGNING_KEY: PEM,
  COUNTERSIGN_LIMITED_KEYS: secrets.limitedKeys,
  COUNTERSIGN_AUDIENCE: 'api://auth-am-1/2, 1d2c3b4a-5968-4776-8594-a3b2c1d0e9f8',
  COUNTERSIGN_TENANTS: `${TENANT}=contoso.com+contoso.org,9c0d1e2f-3a4b-4c5d-8e6f-708192a3b4c5`,
  COUNTERSIGN_SCOPE: 'Global.Test',
  COUNTERSIGN_LEDGER: 'memory:',
  COUNTERSIGN_SMTP: 'smtp://user:hunter2@mail.contoso.com:587',
}

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError)
    return error.problems
  }
  return []
}

describe('fromEnv', () => {
  it('makes options that createService takes', () => {
    const options = fromEnv({ ...COMPLETE, COUNTERSIGN_PROFILE: 'entra', NODE_ENV: 'production' })
    assert.deepEqual(options.tenants, [
      { tenantId: TENANT, domains: ['contoso.com', 'contoso.org'] },
      { tenantId: '9c0d1e2f-3a4b-4c5d-8e6f-708192a3b4c5' },
    ])
    assert.deepEqual(options.audience, ['api://auth-am-1/2', '1d2c3b4a-5968-4776-8594-a3b2c1d0e9f8'])
    assert.deepEqual(options.scope, ['Global.Test'])
    assert.equal(options.nodeEnv, 'production')
    createService(options)
  })

  it('names every missing variable at once', () => {
    const problems = problemsOf(() => fromEnv({}))
    const required = environmentVariables.filter(
      (variable) =>
        variable.part !== 'optional' && !('profile' in variable && variable.profile === 'exchange'),
    )
    assert.equal(problems.length, required.length)
    for (const { name, secret } of required) {
      assert.ok(
        problems.some((problem) => problem.startsWith(secret ? `${name} (or ${name}_FILE)` : `${name} is`)),
        name,
      )
    }
    assert.throws(() => fromEnv({ COUNTERSIGN_AUDIENCE: '  ' }), { code: 'ERR_CONFIG_ENVIRONMENT' })
  })

  it('asks only for what the named parts need', () => {
    const { COUNTERSIGN_AUDIENCE, COUNTERSIGN_TENANTS, COUNTERSIGN_SCOPE } = COMPLETE
    const options = fromEnv(
      { COUNTERSIGN_AUDIENCE, COUNTERSIGN_TENANTS, COUNTERSIGN_SCOPE },
      { parts: ['verify'] },
    )
    createService(options)
    const problems = problemsOf(() => fromEnv({ COUNTERSIGN_PROFILE: 'substrate' }, { parts: ['verify'] }))
    assert.deepEqual(
      problems.map((problem) => problem.split(' ', 1)[0]),
      ['COUNTERSIGN_AUDIENCE'],
    )
  })

  it('reads secrets from files, and not both', () => {
    const { COUNTERSIGN_SIGNING_KEY: _key, ...rest } = COMPLETE
    const env = { ...rest, COUNTERSIGN_SIGNING_KEY_FILE: '/run/secrets/key' }
    const read: string[] = []
    const readFile = (path: string) => {
      read.push(path)
      return `${PEM}\n`
    }
    assert.equal(fromEnv(env, { readFile }).signingKey, PEM.trim())
    assert.deepEqual(read, ['/run/secrets/key'])
    const both = problemsOf(() => fromEnv({ ...env, ...COMPLETE }, { readFile }))
    assert.deepEqual(both.length, 1)
    const unreadable = problemsOf(() => fromEnv({ ...env, COUNTERSIGN_SIGNING_KEY_FILE: '/nowhere/key' }))
    assert.match(unreadable.join(), /COUNTERSIGN_SIGNING_KEY_FILE.*ENOENT/)
  })

  it('names every wrong value together with what is missing, and repeats none of them', () => {
    const problems = problemsOf(() =>
      fromEnv({
        COUNTERSIGN_PROFILE: 'SECRET-profile',
        COUNTERSIGN_TENANTS: 'SECRET-tenant',
        COUNTERSIGN_BIND_ACTOR_BY: 'SECRET-name',
        COUNTERSIGN_TRUST_EMULATOR: 'http://SECRET.example',
      }),
    )
    for (const name of [
      'PROFILE',
      'TENANTS',
      'BIND_ACTOR_BY',
      'TRUST_EMULATOR',
      'AUDIENCE',
      'ORIGINATOR',
      'SMTP',
    ]) {
      assert.ok(
        problems.some((problem) => problem.startsWith(`COUNTERSIGN_${name}`)),
        name,
      )
    }
    assert.doesNotMatch(problems.join(), /SECRET/)
  })

  it('on exchange asks for audience and trusted servers, and no more', () => {
    const exchange = { COUNTERSIGN_PROFILE: 'exchange' }
    assert.deepEqual(
      problemsOf(() => fromEnv(exchange)).map((problem) => problem.split(' ', 1)[0]),
      ['COUNTERSIGN_AUDIENCE', 'COUNTERSIGN_TRUSTED_METADATA'],
    )
    const url = 'https://mail.contoso.com/autodiscover/metadata/json/1'
    const options = fromEnv({
      ...exchange,
      COUNTERSIGN_AUDIENCE: 'https://add-in.contoso.com/page.html',
      COUNTERSIGN_TRUSTED_METADATA: `${url}, ${url}2`,
    })
    assert.deepEqual(options.trustedMetadata, [url, `${url}2`])
    const service = createService(options)
    assert.throws(
      () => service.define('expense', { url: 'https://expenses.contoso.com/x', decisions: ['approve'] }),
      { code: 'ERR_CONFIG_KIND', message: /exchange is for add-ins/ },
    )
  })

  it('reads who may act in channels, the bot and the keys of outgoing webhooks', () => {
    const objectId = 'A0000000-0000-4000-8000-00000000000A'
    const key = Buffer.alloc(32, 7).toString('base64')
    const options = fromEnv({
      ...COMPLETE,
      COUNTERSIGN_OBJECT_IDS: objectId,
      COUNTERSIGN_BOT_APP_ID: objectId,
      COUNTERSIGN_WEBHOOK_KEYS: `${key},${key}`,
    })
    assert.deepEqual(options.objectIds, [objectId])
    assert.deepEqual(options.bot, { appId: objectId.toLowerCase() })
    assert.deepEqual(options.webhookKeys, [key, key])
    createService(options)
    const wrong = problemsOf(() =>
      createService({ ...options, objectIds: ['adele'], webhookHosts: ['*', 'https://a.example'] }),
    )
    assert.match(wrong.join(), /objectIds: entry 1.*webhookHosts: entry 1.*webhookHosts: entry 2/)
    assert.match(
      problemsOf(() => createService({ ...options, trustedMetadata: ['https://a.example'] })).join(),
      /trustedMetadata is for the profile exchange/,
    )
  })

  it('is pure: it reads the given environment and leaves it alone', () => {
    const env = Object.freeze({ ...COMPLETE })
    assert.deepEqual(fromEnv(env), fromEnv(env))
  })

  it('has one table with name, sentence and example of every variable', () => {
    const names = environmentVariables.map(({ name }) => name)
    assert.equal(new Set(names).size, names.length)
    for (const { description, example } of environmentVariables) {
      assert.match(description, /\.$/)
      assert.ok(example.length > 0)
    }
  })
})
