// The example behind each of the real HTTP adapters, on any free port of this machine.
import { once } from 'node:events'
import { createServer } from 'node:http'

/** Name → starts to listen; resolves with the port. */
export const adapters = {
  async express(handler) {
    const { default: express } = await import('express')
    const { mount } = await import('@countersign/service/express')
    const app = express()
    app.post(handler.path, mount(handler))
    return listen(createServer(app))
  },
  async node(handler) {
    const { mount } = await import('@countersign/service/node')
    return listen(createServer(mount([handler])))
  },
  async fastify(handler) {
    const { default: Fastify } = await import('fastify')
    const { mount } = await import('@countersign/service/fastify')
    const app = Fastify()
    await app.register(mount(handler))
    await app.listen({ port: 0, host: '127.0.0.1' })
    return app.server.address().port
  },
  async fetch(handler) {
    const { createAdaptorServer } = await import('@hono/node-server')
    const { mount } = await import('@countersign/service/fetch')
    return listen(createAdaptorServer({ fetch: mount(handler) }))
  },
}

async function listen(server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server.address().port
}
