import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { EMULATOR_TENANTS } from '@countersign/core'
import { Emulator } from '../../src/index.js'
import { call } from '../support/http-call.js'

describe('channels', () => {
  let emulator: Emulator
  before(async () => {
    emulator = await Emulator.start()
  })
  after(() => emulator.close())

  it('have a team, a tenant, its users as members, and a webhook with a secret of their own', () => {
    const general = emulator.addChannel({ name: 'General' })
    assert.equal(general.tenantId, EMULATOR_TENANTS.contoso.tenantId)
    const contoso = emulator.users.filter(({ tenantId }) => tenantId === general.tenantId)
    assert.deepEqual(
      general.members,
      contoso.map(({ objectId }) => objectId),
    )
    const [, id, secret = ''] =
      /^http:\/\/127\.0\.0\.1:\d+\/webhook\/([0-9a-f]{32})\/(.{43})$/.exec(general.webhookUrl) ?? []
    assert.equal(id, general.id)
    assert.ok(general.webhookUrl.startsWith(emulator.url))
    const other = emulator.addChannel({ name: 'Orders', tenant: 'fabrikam.example', members: ['grady'] })
    assert.equal(other.tenantId, EMULATOR_TENANTS.fabrikam.tenantId)
    assert.ok(!other.webhookUrl.includes(secret))
    assert.deepEqual(
      emulator.listChannels().map(({ name }) => name),
      ['General', 'Orders'],
    )
    // The secret opens the channel, so no event has it.
    assert.ok(!JSON.stringify(emulator.listEvents()).includes(secret))
  })

  const wrong: readonly [string, Record<string, unknown>][] = [
    ['no name', { name: '' }],
    ['a name that would end a mailbox name', { name: 'a/b' }],
    ['a name that is taken', { name: 'General' }],
    ['an unknown tenant', { name: 'X', tenant: 'northwind' }],
    ['a member of the other tenant', { name: 'X', members: ['grady'] }],
    ['nobody in it', { name: 'X', members: [] }],
    ['a provider that is no originator', { name: 'X', provider: 'expenses' }],
    ['a secret chosen by the caller', { name: 'X', secret: 'x'.repeat(43) }],
  ]
  for (const [what, options] of wrong) {
    it(`refuse ${what}`, () => {
      assert.throws(() => emulator.addChannel(options as { name: string }), { code: 'ERR_EMULATOR_CHANNEL' })
    })
  }

  it('are made and listed over HTTP, for callers with the start-up secret only', async () => {
    const headers = { 'Countersign-Secret': emulator.secret, 'Content-Type': 'application/json' }
    const body = JSON.stringify({ name: 'Over HTTP' })
    assert.equal((await call(emulator.url, '/api/v1/channels', { method: 'POST', body })).status, 403)
    assert.equal((await call(emulator.url, '/api/v1/channels')).status, 403)
    const made = await call(emulator.url, '/api/v1/channels', { method: 'POST', headers, body })
    assert.equal(made.status, 201)
    const { channels } = JSON.parse((await call(emulator.url, '/api/v1/channels', { headers })).text) as {
      channels: unknown[]
    }
    assert.deepEqual(channels.at(-1), JSON.parse(made.text))
  })

  it('have a mailbox of their own', () => {
    assert.deepEqual(emulator.listMessages({ mailbox: 'channel:General' }), [])
    assert.throws(() => emulator.listMessages({ mailbox: 'channel:None' }), {
      code: 'ERR_EMULATOR_CHANNEL_NOT_FOUND',
    })
  })
})

describe('channels of a data folder', () => {
  let dataDir: string
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'countersign-channels-'))
  })
  after(() => rm(dataDir, { recursive: true }))

  it('stay, with their secrets and what was posted to them', async () => {
    const first = await Emulator.start({ dataDir })
    const { webhookUrl } = first.addChannel({ name: 'General' })
    const { pathname } = new URL(webhookUrl)
    const post = { method: 'POST', body: '{"text":"hello"}' }
    assert.equal((await call(first.url, pathname, post)).text, '1')
    await first.close()
    assert.equal((await stat(join(dataDir, 'channels.json'))).mode & 0o777, 0o600)
    assert.ok(
      (await readFile(join(dataDir, 'channels.json'), 'utf8')).includes(pathname.split('/')[3] ?? '?'),
    )

    const second = await Emulator.start({ dataDir })
    try {
      assert.equal(new URL(second.listChannels()[0]?.webhookUrl ?? '').pathname, pathname)
      assert.equal((await call(second.url, pathname, post)).text, '1')
      const messages = second.listMessages({ mailbox: 'channel:General' })
      assert.deepEqual(
        messages.map(({ id, source, admission }) => [id, source.type, admission.mail.text]),
        [
          [1, 'channel', 'hello'],
          [2, 'channel', 'hello'],
        ],
      )
    } finally {
      await second.close()
    }
  })
})
