import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignTypeError, EMULATOR_TENANTS } from '@countersign/core'
import { checkGraphOptions } from '../../src/graph/check-graph-options.js'
import type { GraphOptions } from '../../src/graph/index.js'

const real: GraphOptions = {
  tenantId: '3f2f6d2e-7c1b-4f0a-9a58-0d6a1c2b3e4f',
  clientId: '6f1d2c3b-0000-4000-8000-00000000000c',
  clientSecret: 'a secret',
}
const { tenantId } = EMULATOR_TENANTS.contoso
const emulated: GraphOptions = { ...real, tenantId, trustEmulator: { url: 'http://127.0.0.1:8787' } }

function problemsOf(options: GraphOptions): readonly string[] {
  try {
    checkGraphOptions(options)
    return []
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError)
    assert.equal(error.code, 'ERR_MAIL_OPTIONS')
    return error.problems
  }
}

describe('checkGraphOptions', () => {
  it('knows the hosts of each cloud', () => {
    const hosts = (['public', 'usgov', 'usgov-dod', 'china'] as const).map((cloud) => {
      const { tokenUrl, graphUrl, scope } = checkGraphOptions({ ...real, cloud })
      assert.equal(scope, `https://${new URL(graphUrl).host}/.default`)
      return [new URL(tokenUrl).host, graphUrl]
    })
    assert.deepEqual(hosts, [
      ['login.microsoftonline.com', 'https://graph.microsoft.com/v1.0'],
      ['login.microsoftonline.us', 'https://graph.microsoft.us/v1.0'],
      ['login.microsoftonline.us', 'https://dod-graph.microsoft.us/v1.0'],
      ['login.partner.microsoftonline.cn', 'https://microsoftgraph.chinacloudapi.cn/v1.0'],
    ])
  })

  it('names everything that is wrong at once, without a value', () => {
    const problems = problemsOf({
      tenantId: 'common',
      clientId: '../x',
      clientSecret: '',
      sender: 'no address',
      cloud: '__proto__' as never,
      requestTimeoutMs: 0,
      maxPauseMs: -1,
    })
    assert.equal(problems.length, 7)
    assert.ok(!problems.some((problem) => /no address|\.\.\/x/.test(problem)))
  })

  it('E02: an emulator stands in for Graph on this machine, for its own tenants and not in production', () => {
    assert.deepEqual(problemsOf(emulated), [])
    assert.equal(problemsOf({ ...emulated, nodeEnv: 'production' }).length, 1)
    assert.equal(problemsOf({ ...real, trustEmulator: { url: 'http://127.0.0.1:1' } }).length, 1)
    assert.equal(problemsOf({ ...real, tenantId }).length, 1)
    for (const url of [
      'http://graph.example',
      'https://127.0.0.1.evil.example',
      'http://u@127.0.0.1',
      'http://127.0.0.1/x',
      'file:///',
      '127.0.0.1',
    ])
      assert.equal(problemsOf({ ...emulated, trustEmulator: { url } }).length, 1, url)
  })
})
