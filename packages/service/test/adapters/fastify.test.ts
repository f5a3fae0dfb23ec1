import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { fastify, type FastifyInstance } from 'fastify'
import { mount } from '../../src/adapters/fastify.js'
import { adapterCases, post, type RunningServer, type StartAdapter } from '../support/adapter-case.js'
import { preparePlainPress } from '../support/json-card.js'

async function listen(app: FastifyInstance): Promise<RunningServer> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    port: (app.server.address() as AddressInfo).port,
    close: async () => {
      app.server.closeAllConnections()
      await app.close()
    },
  }
}

const startPlugin: StartAdapter = async (t, limits) => {
  const app = fastify()
  await app.register(mount(t.handler, limits))
  return listen(app)
}

describe('adapter /fastify', () => {
  for (const { name, run } of adapterCases) it(`as a plugin: ${name}`, () => run(startPlugin))

  it('as a plugin: leaves the parsers of other routes alone', async () => {
    const { t } = await preparePlainPress('application/json', '{}')
    const app = fastify()
    await app.register(mount(t.handler))
    app.post('/other', (request) => Promise.resolve({ got: request.body }))
    const answered = await app.inject({ method: 'POST', url: '/other', payload: { a: 1 } })
    assert.deepEqual(answered.json(), { got: { a: 1 } })
    await app.close()
  })

  for (const [contentType, body] of [
    ['application/json', '{"comment":"parsed"}'],
    ['application/json; charset=utf-8', '{"comment":"parsed"}'],
  ] as const) {
    it(`as a handler: takes what the default parser has made of ${contentType}`, async () => {
      const { t, request } = await preparePlainPress(contentType, body)
      const app = fastify()
      app.post('/actions/expense', mount(t.handler))
      const server = await listen(app)
      try {
        assert.equal((await post(server.port, request)).status, 200)
        assert.deepEqual(t.runs, ['approve 1234 parsed'])
      } finally {
        await server.close()
      }
    })
  }
})
