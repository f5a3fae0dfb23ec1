import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import express, { type RequestHandler } from 'express'
import { mount } from '../../src/adapters/express.js'
import {
  adapterCases,
  linesOf,
  listen,
  post,
  postRaw,
  withPress,
  type StartAdapter,
} from '../support/adapter-case.js'
import { gatedHandler } from '../support/gated-handler.js'
import { preparePlainPress } from '../support/json-card.js'

const start =
  (...parsers: RequestHandler[]): StartAdapter =>
  (t, limits) => {
    const app = express()
    if (parsers.length > 0) app.use(...parsers)
    app.post('/actions/expense', mount(t.handler, limits))
    return listen(app)
  }

describe('adapter /express', () => {
  for (const { name, run } of adapterCases) it(name, () => run(start()))

  for (const [name, parser] of [
    ['express.json()', express.json()],
    ['express.text() of everything', express.text({ type: '*/*' })],
    ['express.raw() of everything', express.raw({ type: '*/*' })],
    ['express.urlencoded()', express.urlencoded({ extended: true })],
  ] as const) {
    it(`takes the multipart body behind ${name}`, () =>
      withPress(start(parser), async ({ t, server, request }) => {
        assert.equal((await post(server.port, request)).status, 200)
        assert.deepEqual(t.runs, ['approve 1234 ok'])
      }))
  }

  for (const [contentType, body, parser] of [
    ['application/json', '{"comment":"as JSON"}', express.json()],
    ['application/json', '{"comment":"as JSON"}', express.text({ type: '*/*' })],
    ['application/x-www-form-urlencoded', 'comment=as+JSON', express.urlencoded({ extended: false })],
    ['application/x-www-form-urlencoded', 'comment=as+JSON', express.raw({ type: '*/*' })],
  ] as const) {
    it(`takes what a parser has made of ${contentType} (${parser.name})`, async () => {
      const { t, request } = await preparePlainPress(contentType, body)
      const server = await start(parser)(t, {})
      try {
        assert.equal((await post(server.port, request)).status, 200)
        assert.deepEqual(t.runs, ['approve 1234 as JSON'])
      } finally {
        await server.close()
      }
    })
  }

  it('works below a router, where the prefix is cut off', () =>
    withPress(
      (t) => {
        const router = express.Router()
        router.post('/expense', mount(t.handler))
        return listen(express().use('/actions', router))
      },
      async ({ t, server, request }) => {
        assert.equal((await post(server.port, request)).status, 200)
        assert.equal(t.runs.length, 1)
      },
    ))

  it('B02: refuses a parsed body with __proto__', async () => {
    const { t, request } = await preparePlainPress('application/json', '{"comment":"x"}')
    const server = await start(express.json())(t, {})
    try {
      const polluted = { ...request, body: Buffer.from('{"__proto__":{"comment":"y"}}') }
      assert.equal((await post(server.port, polluted)).status, 400)
      assert.deepEqual(t.runs, [])
    } finally {
      await server.close()
    }
  })

  it('H02: refuses a repeated header behind a parser that has read the body', async () => {
    const { t, request } = await preparePlainPress('application/json', '{"comment":"x"}')
    const server = await start(express.json())(t, {})
    try {
      const lines = linesOf(request.headers)
      const authorization = lines.find((line) => line.startsWith('authorization')) ?? ''
      const answered = await postRaw(server.port, request, [...lines, authorization])
      assert.match(answered, /^HTTP\/1\.1 401 /)
      assert.deepEqual(t.runs, [])
    } finally {
      await server.close()
    }
  })

  it('an application that has answered by itself meanwhile is left alone', async () => {
    const gate = gatedHandler()
    const impatient: RequestHandler = (_request, response, next) => {
      void gate.started.then(() => {
        response.status(504).end('too slow')
        gate.open()
      })
      next()
    }
    const rejections: unknown[] = []
    const note = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', note)
    try {
      await withPress(
        start(impatient),
        async ({ t, server, request }) => {
          assert.equal((await post(server.port, request)).status, 504)
          await t.service.close()
          await new Promise((resolve) => setImmediate(resolve))
          assert.deepEqual(
            (await t.ledger.list()).map(({ state }) => state),
            ['settled'],
          )
        },
        { handler: gate.handler },
      )
    } finally {
      process.off('unhandledRejection', note)
    }
    assert.deepEqual(rejections, [])
  })
})
