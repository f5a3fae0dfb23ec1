import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mount } from '../../src/adapters/fetch.js'
import { withPress, type RunningServer, type StartAdapter } from '../support/adapter-case.js'
import { ADELE, createTestService } from '../support/test-service.js'
import { pressCard } from '../support/press-card.js'
import type { ActionRequest } from '@countersign/core'

/** No server: a Request is all that the adapter sees. */
const start: StartAdapter = () => Promise.resolve<RunningServer>({ port: 0, close: () => Promise.resolve() })

function toRequest(request: ActionRequest, body?: ReadableStream): Request {
  return new Request(request.url, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: body ?? Buffer.from(request.body),
    duplex: 'half',
  })
}

describe('adapter /fetch', () => {
  it('runs the action and answers with status, headers and card', () =>
    withPress(start, async ({ t, request }) => {
      const response = await mount(t.handler)(toRequest(request))
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('card-update-in-body'), 'true')
      assert.deepEqual(t.runs, ['approve 1234 ok'])
    }))

  it('L05: GET changes nothing', () =>
    withPress(start, async ({ t, request }) => {
      const response = await mount(t.handler)(new Request(request.url))
      assert.equal(response.status, 405)
      assert.deepEqual(t.runs, [])
    }))

  it('H02: refuses an Authorization header that was sent twice and so joined', () =>
    withPress(start, async ({ t, request }) => {
      const twice = toRequest(request)
      twice.headers.append('authorization', twice.headers.get('authorization') ?? '')
      assert.equal((await mount(t.handler)(twice)).status, 401)
    }))

  it('H06: refuses an oversize body', () =>
    withPress(start, async ({ t, request }) => {
      const response = await mount(t.handler, { maxBodyBytes: 10 })(toRequest(request))
      assert.equal(response.status, 413)
    }))

  it('H06: refuses a body that is declared oversize before any of it is read', () =>
    withPress(start, async ({ t, request }) => {
      let pulled = false
      const unread = new ReadableStream(
        {
          pull() {
            pulled = true
          },
        },
        { highWaterMark: 0 },
      )
      const declared = toRequest(request, unread)
      declared.headers.set('content-length', '5000000')
      assert.equal((await mount(t.handler, { bodyTimeoutMs: 200 })(declared)).status, 413)
      assert.equal(pulled, false)
    }))

  it('H06: gives up on a body that does not arrive', () =>
    withPress(start, async ({ t, request }) => {
      let cancelled = false
      const stalled = new ReadableStream({
        cancel() {
          cancelled = true
        },
      })
      const response = await mount(t.handler, { bodyTimeoutMs: 20 })(toRequest(request, stalled))
      assert.equal(response.status, 408)
      assert.equal(cancelled, true)
    }))

  it('answers 400 when the body was read before', async () => {
    const t = createTestService()
    const request = toRequest(pressCard(await t.send(), 'approve', { token: await t.mint(ADELE) }))
    await request.text()
    assert.equal((await mount(t.handler)(request)).status, 400)
  })
})
