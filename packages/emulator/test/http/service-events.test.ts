import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Emulator } from '../../src/index.js'
import { call, openPage, type CallOptions } from '../support/http-call.js'

const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${'p'.repeat(60)}.${'s'.repeat(60)}`

describe('events of a service', () => {
  let emulator: Emulator
  before(async () => {
    emulator = await Emulator.start()
  })
  after(() => emulator.close())

  async function post(body: unknown, options: CallOptions = {}): Promise<number> {
    const headers = { 'Countersign-Secret': emulator.serviceEvents.secret, ...options.headers }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const { origin, pathname } = new URL(emulator.serviceEvents.url)
    return (await call(origin, pathname, { method: 'POST', ...options, headers, body: text })).status
  }
  const checked = {
    type: 'action.checked',
    check: 'headers',
    verdict: 'passed',
    value: 'authorization',
    durationMs: 0.2,
    requestId: 'r',
  }

  it('stand in the log with the emulator’s own, in order', async () => {
    assert.equal(
      await post([checked, { type: 'view.failed', error: { code: 'ENOENT', message: 'gone' } }]),
      202,
    )
    assert.deepEqual(
      emulator.listEvents().map((event) => event.type === 'service-event' && event.event),
      [checked, { type: 'view.failed', error: { code: 'ENOENT', message: 'gone' } }],
    )
    assert.equal(await post([]), 202)
  })

  it('H05: lose every token and long opaque value on the way in, and over-long texts their end', async () => {
    const from = emulator.listEvents().length
    const message = `fetch of https://a.example/?cst=${TOKEN} failed with ${'K'.repeat(64)} ${'word '.repeat(300)}`
    await post([{ type: 'service.failed', error: { message }, requestId: TOKEN }])
    const [event] = emulator.listEvents().slice(from)
    assert.equal(event?.type, 'service-event')
    const written = JSON.stringify(event)
    for (const secret of [TOKEN, 'p'.repeat(20), 's'.repeat(20), 'K'.repeat(48)]) {
      assert.equal(written.includes(secret), false)
    }
    assert.ok(written.length < 900)
  })

  it('E01: are taken by the secret in the header only: not by a cookie, a page or another secret', async () => {
    const count = emulator.listEvents().length
    const cookie = await openPage(emulator.pageUrl)
    for (const headers of [
      { 'Countersign-Secret': '' },
      { 'Countersign-Secret': 'wrong' },
      { 'Countersign-Secret': '', Cookie: cookie, Origin: emulator.url },
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { Host: 'evil.example' },
    ] as Record<string, string>[]) {
      assert.equal(await post([checked], { headers }), 403, JSON.stringify(headers))
    }
    assert.equal(emulator.listEvents().length, count)
    assert.equal(await post([checked], { headers: { 'Countersign-Secret': emulator.secret } }), 202)
  })

  it('E01: their secret is good for nothing else', async () => {
    const headers = { 'Countersign-Secret': emulator.serviceEvents.secret }
    for (const [method, path] of [
      ['GET', 'messages'],
      ['GET', 'events'],
      ['POST', 'keys/rotate'],
      ['POST', 'settings'],
    ] as const) {
      assert.equal((await call(emulator.url, `/api/v1/${path}`, { method, headers })).status, 403, path)
    }
    assert.equal((await call(emulator.url, `/?secret=${headers['Countersign-Secret']}`)).status, 401)
    const cookie = `countersign=${headers['Countersign-Secret']}`
    assert.equal((await call(emulator.url, '/', { headers: { Cookie: cookie } })).status, 401)
  })

  it('H06: are refused whole where one has not the shape, or there are too many', async () => {
    const count = emulator.listEvents().length
    for (const body of [
      '',
      '{',
      '{}',
      '[1]',
      '[null]',
      '[[]]',
      [{}],
      [checked, { type: 'x' }],
      [{ type: 'mail-received' }],
      [{ type: 'action.checked', value: {} }],
      [{ type: 'action.checked', value: null }],
      [{ type: 'action.checked', 'a b': 1 }],
      [{ type: 'action.checked', error: 'text' }],
      [{ type: 'action.checked', error: { stack: 'x' } }],
      [{ type: 'action.checked', error: { message: 1 } }],
      '[{"type":"action.checked","__proto__":{"a":1}}]',
      '[{"type":"action.checked","type":"action.refused"}]',
      [Object.fromEntries([['type', 'a.b'], ...Array.from({ length: 40 }, (_, n) => [`f${String(n)}`, n])])],
      Array.from({ length: 1_001 }, () => checked),
    ]) {
      assert.equal(await post(body), 400, JSON.stringify(body).slice(0, 80))
    }
    assert.equal(await post(`["${'x'.repeat(600_000)}"]`), 400)
    assert.equal(emulator.listEvents().length, count)
  })
})
