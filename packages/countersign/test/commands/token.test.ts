import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { exportPublicKey, generateSigningKey, PLATFORM_CLIENT_ID, signCompactJws } from '@countersign/core'
import { runCommand, withFolder } from '../support/run-command.js'

const AT = 1_795_000_000
const tenant = randomUUID()
const audience = randomUUID()

describe('countersign token verify', () => {
  let jwks: string
  let mint: (claims?: Record<string, unknown>) => Promise<string>

  before(async () => {
    const key = await generateSigningKey()
    const jwk = JSON.parse(exportPublicKey(key, 'jwk')) as Record<string, unknown>
    jwks = JSON.stringify({
      keys: [{ ...jwk, kid: 'k1', use: 'sig', issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }],
    })
    mint = (claims = {}) =>
      signCompactJws(
        {
          ver: '2.0',
          iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
          tid: tenant,
          oid: randomUUID(),
          sub: 'pairwise',
          aud: audience,
          azp: PLATFORM_CLIENT_ID,
          scp: 'Global.Test',
          iat: AT - 60,
          nbf: AT - 60,
          exp: AT + 3600,
          preferred_username: 'adele@contoso.com',
          uti: 'abc',
          ...claims,
        },
        { key, header: { kid: 'k1', typ: 'JWT' } },
      )
  })

  const args = (...more: string[]): string[] => [
    ...['token', 'verify', 'token.txt', '--profile', 'entra', '--audience', audience, '--jwks', 'keys.json'],
    ...['--tenant', tenant, '--scope', 'Global.Test', '--at', String(AT), ...more],
  ]
  const run = (token: string, ...more: string[]): ReturnType<typeof runCommand> =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'token.txt'), `${token}\n`)
      await writeFile(join(folder, 'keys.json'), jwks)
      return runCommand(args(...more), { cwd: folder })
    })

  it('accepts a genuine token: exit 0', async () => {
    const { code, stdout, stderr } = await run(await mint(), '--json')
    assert.equal(code, 0, stdout + stderr)
    const verdict = JSON.parse(stdout) as { ok: boolean; tenantId: string }
    assert.equal(verdict.ok, true)
    assert.equal(verdict.tenantId, tenant)
  })

  it('M02: says that a token is expired: exit 1', async () => {
    const { code, stdout } = await run(
      await mint({ exp: AT - 3600, iat: AT - 7200, nbf: AT - 7200 }),
      '--json',
    )
    assert.equal(code, 1)
    assert.deepEqual((JSON.parse(stdout) as { code: string }).code, 'ERR_TOKEN_EXPIRED')
  })

  it('judges a batch line by line', async () => {
    const { code, stdout } = await run(
      [await mint(), await mint({ aud: 'api://other' }), 'junk'].join('\n'),
      '--batch',
    )
    assert.equal(code, 1)
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { ok: boolean; code?: string })
    assert.deepEqual(
      verdicts.map(({ ok }) => ok),
      [true, false, false],
    )
    assert.equal(verdicts[1]?.code, 'ERR_TOKEN_AUDIENCE')
  })

  it('H05: prints nothing of a refused token', async () => {
    const token = await mint({ aud: 'api://recognisable-secret' })
    const { stdout, stderr } = await run(token)
    assert.doesNotMatch(stdout + stderr, /recognisable-secret/)
    assert.equal((stdout + stderr).includes(token.slice(40, 80)), false)
  })

  it('A02, K03: answers missing expectations with exit 2, all of them at once', async () => {
    const { code, stderr } = await withFolder(async (folder) => {
      await writeFile(join(folder, 'keys.json'), jwks)
      return runCommand(
        ['token', 'verify', '-', '--profile', 'entra', '--audience', '', '--jwks', 'keys.json'],
        { cwd: folder, stdin: 'x' },
      )
    })
    assert.equal(code, 2, stderr)
    for (const missing of ['audience', 'tenants', 'scope']) assert.match(stderr, new RegExp(missing))
  })

  it('T11: refuses a token whose key is not in the file: exit 1', async () => {
    const [, ...rest] = (await mint()).split('.')
    const header = Buffer.from('{"alg":"RS256","typ":"JWT","kid":"nobody"}').toString('base64url')
    const { code, stderr } = await run([header, ...rest].join('.'))
    assert.equal(code, 1, stderr)
    assert.match(stderr, /^ERR_ISSUER_KEY_UNKNOWN: /)
  })

  for (const [name, text] of [
    ['a list', '[1]'],
    ['a key set without keys', '{"keys":[]}'],
  ] as const) {
    it(`answers ${name} in place of a key set with exit 2`, () =>
      withFolder(async (folder) => {
        await writeFile(join(folder, 'keys.json'), text)
        const { code, stderr } = await run(await mint(), '--jwks', join(folder, 'keys.json'))
        assert.equal(code, 2, stderr)
        assert.match(stderr, /^ERR_(KEY|ISSUER)_/)
      }))
  }

  for (const [name, more] of [
    ['an unknown profile', ['--profile', 'guess']],
    ['a key set that is not there', ['--jwks', 'nothing.json']],
    ['a time that is none', ['--at', 'yesterday']],
  ] as const) {
    it(`answers ${name} with exit 2 and no stack trace`, async () => {
      const { code, stderr } = await run('x', ...more)
      assert.equal(code, 2, stderr)
      assert.doesNotMatch(stderr, /\n\s+at /)
    })
  }
})
