import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { call } from '../support/http-call.js'
import { makeCard } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

const AUDIENCE = 'https://add-in.contoso.example/index.html'

describe('the add-in beside a mail', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  it('posts the token and the open item to the service, and shows its verdict', async () => {
    const { id } = await loop.deliver(makeCard())
    loop.answer = () => ({ body: '{"user":"known"}' })
    const endpoint = `${loop.service.origin}/identity?x=1`
    const result = await loop.emulator.callAddInService({
      as: 'adele',
      audience: AUDIENCE,
      endpoint,
      messageId: id,
    })
    assert.deepEqual([result.verdict, result.status, result.body], ['accepted', 200, '{"user":"known"}'])
    assert.equal(loop.last.url, '/identity?x=1')
    assert.deepEqual(JSON.parse(loop.last.body), { item: { itemId: String(id), subject: 'Expense 1234' } })
    const token = String(loop.last.headers.authorization).replace('Bearer ', '')
    assert.deepEqual(decodeJwt(token), result.token.claims)
    assert.ok(!JSON.stringify([result, loop.emulator.listEvents()]).includes(token.split('.')[2] ?? token))
  })

  it('tells a refusal from a failure, and takes tokens out of what it shows', async () => {
    const ask = { as: 'adele', audience: AUDIENCE, endpoint: `${loop.service.origin}/identity` }
    loop.answer = ({ headers }) => ({ status: 401, body: `bad: ${String(headers.authorization)}` })
    const refused = await loop.emulator.callAddInService({ ...ask, fault: 'expired-token' })
    assert.deepEqual([refused.verdict, refused.body], ['refused', 'bad: Bearer [redacted]'])
    loop.answer = () => ({ status: 302, headers: { Location: `${loop.service.origin}/elsewhere` } })
    const calls = loop.service.requests.length
    assert.equal((await loop.emulator.callAddInService(ask)).verdict, 'failed')
    assert.equal(loop.service.requests.length, calls + 1)
    const nowhere = await loop.emulator.callAddInService({ ...ask, endpoint: 'http://127.0.0.1:9/identity' })
    assert.deepEqual([nowhere.verdict, nowhere.status, nowhere.failure], ['failed', 0, 'unreachable'])
  })

  it('calls services on this machine only, and shows nobody the mails of others', async () => {
    const ask = { as: 'adele', audience: AUDIENCE }
    for (const endpoint of [
      'https://service.contoso.example/identity',
      'http://127.0.0.1.evil.test/identity',
      'http://user:secret@127.0.0.1:3000/',
      'file:///etc/passwd',
      'http://169.254.169.254/',
      'identity',
    ]) {
      await assert.rejects(loop.emulator.callAddInService({ ...ask, endpoint }), {
        code: 'ERR_EMULATOR_REQUEST',
      })
    }
    const { id } = await loop.deliver(makeCard(), { to: ['alex@contoso.example'] })
    const endpoint = `${loop.service.origin}/identity`
    await assert.rejects(loop.emulator.callAddInService({ ...ask, endpoint, messageId: id }), {
      code: 'ERR_EMULATOR_MESSAGE_NOT_FOUND',
    })
  })

  it('E01: is a write, for who has the secret', async () => {
    const body = JSON.stringify({ as: 'adele', audience: AUDIENCE, endpoint: loop.service.origin })
    loop.answer = () => ({})
    const ask = (headers: Record<string, string>): ReturnType<typeof call> =>
      call(loop.emulator.url, '/api/v1/add-in-calls', { method: 'POST', headers, body })
    const calls = loop.service.requests.length
    assert.equal((await ask({})).status, 403)
    assert.equal(
      (await ask({ 'Countersign-Secret': loop.emulator.secret, Origin: 'https://evil.test' })).status,
      403,
    )
    assert.equal(loop.service.requests.length, calls)
    const done = await ask({ 'Countersign-Secret': loop.emulator.secret })
    assert.equal((JSON.parse(done.text) as { verdict: string }).verdict, 'accepted')
  })
})
