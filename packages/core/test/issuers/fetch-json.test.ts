import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { fetchJson } from '../../src/issuers/fetch-json.js'
import { refusalCode } from '../refusal-code.js'

const limits = { maxBytes: 1000, timeoutMs: 2000 }
const json = { 'content-type': 'application/json; charset=utf-8' }

/** Fetches from a server of one answer, with the real fetch. */
async function fetchFrom(listener: RequestListener, options: Partial<typeof limits> = {}): Promise<unknown> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await fetchJson(`http://127.0.0.1:${port}/keys`, {
      fetch: globalThis.fetch,
      ...limits,
      ...options,
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('fetchJson', () => {
  it('reads a JSON document', async () => {
    assert.deepEqual(
      await fetchFrom((_request, response) => response.writeHead(200, json).end('{"keys":[]}')),
      {
        keys: [],
      },
    )
  })

  it('K09: follows no redirect', async () => {
    const code = await refusalCode(() =>
      fetchFrom((request, response) => {
        if (request.url === '/keys') response.writeHead(302, { location: '/elsewhere' }).end()
        else response.writeHead(200, json).end('{}')
      }),
    )
    assert.equal(code, 'ERR_ISSUER_NETWORK')
  })

  it('K09: sees through an injected fetch that followed a redirect', async () => {
    const followed = new Response('{}', { headers: json })
    Object.defineProperty(followed, 'redirected', { value: true })
    const elsewhere = new Response('{}', { headers: json })
    Object.defineProperty(elsewhere, 'url', { value: 'https://evil.example/keys' })
    for (const response of [followed, elsewhere]) {
      const code = await refusalCode(() =>
        fetchJson('https://issuer.contoso.com/keys', { fetch: () => Promise.resolve(response), ...limits }),
      )
      assert.equal(code, 'ERR_ISSUER_RESPONSE')
    }
  })

  it('K09: refuses statuses, content types and bodies that are not JSON', async () => {
    const answers: RequestListener[] = [
      (_request, response) => response.writeHead(500, json).end('{}'),
      (_request, response) => response.writeHead(304, json).end(),
      (_request, response) => response.writeHead(204, json).end(),
      (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('{}'),
      (_request, response) => response.writeHead(200, { 'content-type': 'application/jsonp' }).end('{}'),
      (_request, response) => response.writeHead(200).end('{}'),
      (_request, response) => response.writeHead(200, json).end('<html>'),
      (_request, response) => response.writeHead(200, json).end(Buffer.from([0x22, 0xff, 0x22])),
      (_request, response) => response.writeHead(200, json).end('{"keys":[],"keys":[1]}'),
      (_request, response) => response.writeHead(200, json).end('['.repeat(400) + ']'.repeat(400)),
    ]
    for (const answer of answers)
      assert.equal(await refusalCode(() => fetchFrom(answer)), 'ERR_ISSUER_RESPONSE')
  })

  it('K09: names the cap that an oversize body passes, announced or not', async () => {
    const body = JSON.stringify('x'.repeat(2000))
    const answers: RequestListener[] = [
      (_request, response) => response.writeHead(200, { ...json, 'content-length': body.length }).end(body),
      (_request, response) => {
        response.writeHead(200, json)
        response.write(body.slice(0, 900))
        response.end(body.slice(900))
      },
    ]
    for (const answer of answers) {
      await assert.rejects(fetchFrom(answer), {
        code: 'ERR_ISSUER_RESPONSE',
        message: /larger than 1000 bytes/,
      })
    }
  })

  it('K09: gives up on an issuer that answers slowly, drips its body, or ignores the signal', async () => {
    const answers: RequestListener[] = [
      () => undefined,
      (_request, response) => {
        response.writeHead(200, json)
        response.write('{')
      },
    ]
    for (const answer of answers) {
      assert.equal(await refusalCode(() => fetchFrom(answer, { timeoutMs: 30 })), 'ERR_ISSUER_TIMEOUT')
    }
    // Nothing else keeps the process alive meanwhile.
    const alive = setInterval(() => undefined, 1000)
    const deaf = (): Promise<Response> => new Promise(() => undefined)
    assert.equal(
      await refusalCode(() =>
        fetchJson('https://issuer.contoso.com/', { fetch: deaf, maxBytes: 1, timeoutMs: 10 }),
      ),
      'ERR_ISSUER_TIMEOUT',
    )
    clearInterval(alive)
  })

  it('K10: a network failure is a coded error', async () => {
    const code = await refusalCode(() =>
      fetchJson('https://issuer.contoso.com/', {
        fetch: () => Promise.reject(new Error('ENOTFOUND')),
        ...limits,
      }),
    )
    assert.equal(code, 'ERR_ISSUER_NETWORK')
  })
})
