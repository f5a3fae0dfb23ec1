import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { serve } from '@hono/node-server'
import express from 'express'
import Fastify from 'fastify'
import { mount as mountExpress } from '../../src/adapters/express.js'
import { mount as mountFastify } from '../../src/adapters/fastify.js'
import { mount as mountFetch } from '../../src/adapters/fetch.js'
import { mount as mountNode } from '../../src/adapters/node.js'
import type { Linking } from '../../src/index.js'
import { createLinkedService, REDIRECT } from '../support/linked-service.js'
import { ADELE } from '../support/test-service.js'

interface Mounted {
  readonly port: number
  close(): unknown
}

function listen(server: Server): Promise<Mounted> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close() {
          server.closeAllConnections()
          server.close()
        },
      })
    })
  })
}

const frameworks: Record<string, (linking: Linking) => Promise<Mounted>> = {
  node: (linking) => listen(createServer(mountNode([linking]))),
  express: (linking) => listen(createServer(express().all(linking.path, mountExpress(linking)))),
  'express with a form parser': (linking) => {
    const app = express().use(express.urlencoded({ extended: false }))
    return listen(createServer(app.all(linking.path, mountExpress(linking))))
  },
  fastify: async (linking) => {
    const app = Fastify()
    await app.register(mountFastify(linking))
    await app.listen({ port: 0, host: '127.0.0.1' })
    return { port: (app.server.address() as AddressInfo).port, close: () => app.close() }
  },
  fetch: (linking) =>
    new Promise((resolve) => {
      const server = serve({ fetch: mountFetch(linking), port: 0, hostname: '127.0.0.1' }, ({ port }) => {
        resolve({ port, close: () => server.close() })
      })
    }),
}

describe('a mounted linking', () => {
  for (const [name, mountIn] of Object.entries(frameworks)) {
    it(`${name}: shows the page, takes the form, refuses another site's`, async () => {
      const s = createLinkedService()
      const login = new URL(await s.pressForLogin(await s.send()))
      const mounted = await mountIn(s.linking)
      try {
        const base = `http://127.0.0.1:${String(mounted.port)}`
        const page = await fetch(`${base}/link${login.search}`)
        assert.equal(page.status, 200)
        assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
        const cookie = page.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
        const form = /name="form" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
        const state = login.searchParams.get('state') ?? ''
        const submit = (origin: string): Promise<Response> =>
          fetch(`${base}/link`, {
            method: 'POST',
            redirect: 'manual',
            headers: { cookie, origin, 'sec-fetch-site': 'same-origin' },
            body: new URLSearchParams({ state, form, choice: 'link' }),
          })
        assert.equal((await submit('https://evil.example')).status, 403)
        assert.equal(await s.linking.find(ADELE), undefined)
        const done = await submit('https://expenses.contoso.com')
        assert.equal(done.status, 303, await done.text())
        assert.equal(done.headers.get('location'), REDIRECT)
        assert.equal((await s.linking.find(ADELE))?.account, 'account-7')
      } finally {
        await mounted.close()
      }
    })
  }
})
