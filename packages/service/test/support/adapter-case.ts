import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { ActionRequest } from '@countersign/core'
import { ADELE, createTestService, type TestService, type TestServiceOptions } from './test-service.js'
import { pressCard } from './press-card.js'

export interface RunningServer {
  readonly port: number
  close(): Promise<void>
}

export async function listen(server: Server | RequestListener): Promise<RunningServer> {
  const running = typeof server === 'function' ? createServer(server) : server
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve))
  return {
    port: (running.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        running.closeAllConnections()
        running.close(() => {
          resolve()
        })
      }),
  }
}

/** Sends a request of the platform to a local server, as HTTP. */
export async function post(port: number, request: ActionRequest): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  return fetch(`http://127.0.0.1:${String(port)}${pathname}${search}`, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: Buffer.from(request.body),
  })
}

/** Writes raw bytes and returns everything that comes back until the server ends or an answer is complete. */
export function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let received = ''
    const finish = () => {
      socket.destroy()
      resolve(received)
    }
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      received += chunk
      if (/\r\n\r\n/.test(received)) finish()
    })
    socket.on('end', finish)
    socket.on('error', reject)
  })
}

/** Posts a request of the platform byte by byte, with exactly these header lines besides those of every request. */
export function postRaw(
  port: number,
  request: ActionRequest,
  headerLines: readonly string[],
  extraQuery = '',
): Promise<string> {
  const { pathname, search } = new URL(request.url)
  return exchange(
    port,
    [
      `POST ${pathname}${search}${extraQuery} HTTP/1.1`,
      'Host: 127.0.0.1',
      ...headerLines,
      `Content-Length: ${String(request.body.byteLength)}`,
      'Connection: close',
      '',
      Buffer.from(request.body).toString('latin1'),
    ].join('\r\n'),
  )
}

/** A request's headers as lines. */
export function linesOf(headers: ActionRequest['headers']): string[] {
  return headers.map(([name, value]) => `${name}: ${value}`)
}

/** The begin of a post, for a body that comes badly. */
function jsonHead(request: ActionRequest): string {
  const { pathname } = new URL(request.url)
  return `POST ${pathname} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n`
}

export type StartAdapter = (
  t: TestService,
  limits: { bodyTimeoutMs?: number; maxBodyBytes?: number },
) => Promise<RunningServer>

export interface PreparedPress {
  readonly t: TestService
  readonly server: RunningServer
  readonly request: ActionRequest
}

/** Runs with a server, and a press that is ready to be sent to it. */
export async function withPress(
  start: StartAdapter,
  run: (prepared: PreparedPress) => Promise<void>,
  options: TestServiceOptions & {
    readonly limits?: { bodyTimeoutMs?: number; maxBodyBytes?: number }
    readonly comment?: string
  } = {},
): Promise<void> {
  const t = createTestService(options)
  const card = await t.send()
  const server = await start(t, options.limits ?? {})
  try {
    const inputs = { comment: options.comment ?? 'ok' }
    await run({ t, server, request: pressCard(card, 'approve', { token: await t.mint(ADELE), inputs }) })
  } finally {
    await server.close()
    await t.service.close()
  }
}

function headerOf(request: ActionRequest, name: string): string {
  return request.headers.find(([other]) => other === name)?.[1] ?? ''
}

type Pairs = readonly (readonly [name: string, value: string])[]

/** Another token in any case: what a signature's last characters are is chance. */
function changeSignature(token: string): string {
  const at = token.length - 20
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}

/** Ways to bring a token that is genuine, to a route that takes it from `Authorization`. */
const headerAttacks: readonly { readonly name: string; readonly headers: (token: string) => Pairs }[] = [
  {
    name: 'H01: another token in Action-Authorization',
    headers: (token) => [
      ['Authorization', `Bearer ${token}`],
      ['Action-Authorization', `Bearer ${changeSignature(token)}`],
    ],
  },
  {
    name: 'H02: Action-Authorization sent twice',
    headers: (token) => [
      ['Authorization', `Bearer ${token}`],
      ['Action-Authorization', `Bearer ${token}`],
      ['action-authorization', `Bearer ${token}`],
    ],
  },
  {
    name: 'H02: two tokens joined by a comma',
    headers: (token) => [['Authorization', `Bearer ${token}, Bearer ${token}`]],
  },
  {
    name: 'H02: Action-Request-Id sent twice',
    headers: (token) => [
      ['Authorization', `Bearer ${token}`],
      ['Action-Request-Id', 'another'],
    ],
  },
  { name: 'H03: no scheme', headers: (token) => [['Authorization', token]] },
  { name: 'H03: the scheme twice', headers: (token) => [['Authorization', `Bearer Bearer ${token}`]] },
  {
    name: 'H03: token in a cookie and the query',
    headers: (token) => [['Cookie', `Authorization=Bearer ${token}`]],
  },
  {
    name: 'H04: the token in the header of other routes',
    headers: (token) => [
      ['Authorization', ''],
      ['Action-Authorization', `Bearer ${token}`],
    ],
  },
]

/** What every adapter must do the same. */
export const adapterCases: readonly {
  readonly name: string
  readonly run: (start: StartAdapter) => Promise<void>
}[] = [
  {
    name: 'runs the action of a multipart body and answers with status, headers and card',
    run: (start) =>
      withPress(
        start,
        async ({ t, server, request }) => {
          const response = await post(server.port, request)
          assert.equal(response.status, 200)
          assert.equal(response.headers.get('card-update-in-body'), 'true')
          assert.equal(response.headers.get('card-action-status'), 'Recorded.')
          const card = (await response.json()) as { type: string }
          assert.equal(card.type, 'AdaptiveCard')
          assert.deepEqual(t.runs, ['approve 1234 Zoë said "yes" & {"a":1}'])
        },
        { comment: 'Zoë said "yes" & {"a":1}' },
      ),
  },
  {
    name: 'L05: GET and HEAD change nothing',
    run: (start) =>
      withPress(start, async ({ t, server, request }) => {
        const { pathname, search } = new URL(request.url)
        const headers = request.headers.map(([name, value]): [string, string] => [name, value])
        for (const method of ['GET', 'HEAD']) {
          const url = `http://127.0.0.1:${String(server.port)}${pathname}${search}`
          const response = await fetch(url, { method, headers })
          assert.ok([404, 405].includes(response.status))
        }
        assert.deepEqual(t.runs, [])
      }),
  },
  {
    name: 'H02: refuses an Authorization header that was sent twice',
    run: (start) =>
      withPress(start, async ({ t, server, request }) => {
        const authorization = request.headers.find(([name]) => name === 'authorization')?.[1] ?? ''
        const lines = [...linesOf(request.headers), `Authorization: ${authorization}`]
        const answered = await postRaw(server.port, request, lines)
        assert.match(answered, /^HTTP\/1\.1 401 /)
        assert.deepEqual(t.runs, [])
      }),
  },
  {
    name: 'H06: refuses an oversize body, declared or not',
    run: (start) =>
      withPress(
        start,
        async ({ t, server, request }) => {
          const head = jsonHead(request)
          const declared = await exchange(server.port, `${head}Content-Length: 5000000\r\n\r\n{"a":`)
          assert.match(declared, /^HTTP\/1\.1 413 /)
          // What is left of the body must not be taken for the next request.
          assert.match(declared, /\r\nconnection: close\r\n/i)
          const chunked = await exchange(
            server.port,
            `${head}Transfer-Encoding: chunked\r\n\r\n${'400\r\n'}${'x'.repeat(0x400)}\r\n400\r\n${'x'.repeat(0x400)}\r\n`,
          )
          assert.match(chunked, /^HTTP\/1\.1 413 /)
          assert.deepEqual(t.runs, [])
        },
        { limits: { maxBodyBytes: 1_500 } },
      ),
  },
  {
    name: 'H06: gives up on a body that does not arrive',
    run: (start) =>
      withPress(
        start,
        async ({ t, server, request }) => {
          const head = jsonHead(request)
          const answered = await exchange(server.port, `${head}Content-Length: 10\r\n\r\n{"a"`)
          assert.match(answered, /^HTTP\/1\.1 408 /)
          assert.deepEqual(t.runs, [])
        },
        { limits: { bodyTimeoutMs: 30 } },
      ),
  },
  {
    name: 'H06: a client that goes away before its body has arrived ends the request at once',
    run: (start) =>
      withPress(start, async ({ t, server, request }) => {
        const refused = new Promise<string>((resolve) => {
          t.service.onEvent((event) => {
            if (event.type === 'action.refused') resolve(event.code)
          })
        })
        const socket = connect(server.port, '127.0.0.1', () => {
          socket.write(`${jsonHead(request)}Content-Length: 10\r\n\r\n{"a"`, () => socket.destroy())
        })
        // Not the code of the time-out.
        assert.equal(await refused, 'ERR_REQUEST_BODY')
        assert.deepEqual(t.runs, [])
      }),
  },
  ...headerAttacks.map(({ name, headers }) => ({
    name: `${name}: refused, nothing runs`,
    run: (start: StartAdapter) =>
      withPress(start, async ({ t, server, request }) => {
        const token = headerOf(request, 'authorization').slice('Bearer '.length)
        const others = request.headers.filter(([header]) => header !== 'authorization')
        const lines = linesOf([...others, ...headers(token)])
        const answered = await postRaw(server.port, request, lines, `&access_token=${token}`)
        assert.match(answered, /^HTTP\/1\.1 401 /)
        assert.deepEqual(t.runs, [])
      }),
  })),
]
