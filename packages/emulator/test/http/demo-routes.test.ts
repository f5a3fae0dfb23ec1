import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withEmulator, type AttemptResult, type DemoExtension, type EmulatorEvent } from '../../src/index.js'
import { call, type Reply } from '../support/http-call.js'

const ATTEMPTS = [{ id: 'replay', title: 'Replay', explains: 'Sends the same call again.' }]
const LINKS = [{ title: 'The add-in', href: '/add-in?as=adele' }]

function makeDemo(own: Partial<DemoExtension> = {}): DemoExtension {
  return {
    title: 'Expenses',
    payments: () => 0,
    attempts: ATTEMPTS,
    links: LINKS,
    run: (id) => Promise.resolve({ id, ok: true, checks: [], paymentsBefore: 0, paymentsAfter: 0 }),
    ...own,
  }
}

function ask(emulator: { url: string; secret: string }, method: string, path: string): Promise<Reply> {
  const headers = { 'Countersign-Secret': emulator.secret }
  return call(emulator.url, `/api/v1/${path}`, { method, headers })
}

describe('the demo', () => {
  it('is not there where nobody brought one', async () => {
    await withEmulator(async (emulator) => {
      assert.equal((await ask(emulator, 'GET', 'demo')).text, '{"available":false}')
      const attempt = await ask(emulator, 'POST', 'demo/attempts/replay')
      assert.equal(attempt.status, 404)
      assert.match(attempt.text, /ERR_EMULATOR_ATTEMPT_NOT_FOUND/)
    })
  })

  it('tells what it is, makes the attempts that there are, and needs the secret', async () => {
    let payments = 1
    const demo = makeDemo({
      payments: () => payments,
      run: (id) => {
        payments += 1
        const result: AttemptResult = {
          id,
          ok: false,
          code: 'ERR_ACTION_DECIDED',
          checks: [{ what: 'payments', found: '2', ok: false }],
          paymentsBefore: 1,
          paymentsAfter: 2,
          messageId: 7,
        }
        return Promise.resolve(result)
      },
    })
    await withEmulator(
      async (emulator) => {
        assert.deepEqual(JSON.parse((await ask(emulator, 'GET', 'demo')).text), {
          available: true,
          title: 'Expenses',
          payments: 1,
          attempts: ATTEMPTS,
          links: LINKS,
        })
        const made = await ask(emulator, 'POST', 'demo/attempts/replay')
        assert.equal((JSON.parse(made.text) as AttemptResult).code, 'ERR_ACTION_DECIDED')
        assert.equal((await ask(emulator, 'POST', 'demo/attempts/other')).status, 404)
        assert.equal((await ask(emulator, 'GET', 'demo/attempts/replay')).status, 404)
        assert.equal((await call(emulator.url, '/api/v1/demo')).status, 403)
        assert.equal(
          (await call(emulator.url, '/api/v1/demo/attempts/replay', { method: 'POST' })).status,
          403,
        )
        assert.equal(payments, 2)
      },
      { demo },
    )
  })

  it('makes one attempt at a time, and goes on after one that failed', async () => {
    let under = 0
    let most = 0
    const demo = makeDemo({
      run: async (id) => {
        under += 1
        most = Math.max(most, under)
        await new Promise((resolve) => setImmediate(resolve))
        under -= 1
        if (most === 1 && under === 0 && failures-- > 0) throw new Error('mine: SECRET')
        return { id, ok: true, checks: [], paymentsBefore: 0, paymentsAfter: 0 }
      },
    })
    let failures = 1
    await withEmulator(
      async (emulator) => {
        const replies = await Promise.all(
          Array.from({ length: 5 }, () => ask(emulator, 'POST', 'demo/attempts/replay')),
        )
        assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 200, 200, 200, 500])
        assert.equal(most, 1)
        assert.equal(
          replies.some(({ text }) => text.includes('SECRET')),
          false,
        )
      },
      { demo },
    )
  })

  it('tells every change of the payments, after the event that it came with and without one', async () => {
    let payments = 0
    await withEmulator(
      async (emulator) => {
        const next = (wanted: string): Promise<EmulatorEvent> =>
          new Promise((resolve) => {
            const stop = emulator.onEvent((event) => {
              if (event.type !== wanted) return
              stop()
              resolve(event)
            })
          })
        const told = next('demo-payments')
        payments = 1
        await ask(emulator, 'POST', 'keys/rotate')
        const event = await told
        assert.deepEqual(event.type === 'demo-payments' && event.count, 1)
        assert.deepEqual(
          emulator.listEvents().map(({ type }) => type),
          ['keys-rotated', 'demo-payments'],
        )
        const unprompted = next('demo-payments')
        payments = 2
        const second = await unprompted
        assert.deepEqual(second.type === 'demo-payments' && second.count, 2)
      },
      { demo: makeDemo({ payments: () => payments }) },
    )
  })

  it('is checked like every option', async () => {
    await assert.rejects(
      withEmulator(() => Promise.resolve(), { demo: { title: 'x' } as never }),
      { code: 'ERR_EMULATOR_OPTIONS' },
    )
  })
})
