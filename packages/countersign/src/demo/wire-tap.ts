import { createServer, request as requestHttp, type IncomingMessage, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** Calls that are kept, the latest. */
const MAX_CALLS = 200
/** Largest body passed on, in bytes. */
const MAX_BODY_BYTES = 1024 * 1024
const HOP_BY_HOP = new Set(['transfer-encoding', 'connection', 'keep-alive'])

/** One call as it went over the wire, token and all: what somebody who listens could send again. */
export interface TappedCall {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Name, value, name, value … */
  readonly headers: readonly string[]
  readonly body: Buffer
}

export interface TappedAnswer {
  readonly status: number
  /** CARD-ACTION-STATUS. */
  readonly actionStatus: string | undefined
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** Stands between platform and service, passes everything on unchanged, and remembers it. */
export class WireTap {
  readonly url: string
  readonly #server: Server
  readonly #calls = new Map<string, TappedCall>()
  readonly #target: () => string

  private constructor(server: Server, target: () => string) {
    this.#server = server
    this.#target = target
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** `target` is asked for each call: a service that was started again has another address. */
  static async listen(target: () => string): Promise<WireTap> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const tap = new WireTap(server, target)
    server.on('request', (request, response) => {
      tap.#pass(request).then(
        ({ status, headers, body }) => response.writeHead(status, [...headers]).end(body),
        // A service that is gone looks to the platform as if nobody stood in between.
        () => request.socket.destroy(),
      )
    })
    return tap
  }

  /** @throws Error for a request that did not come by here */
  callOf(requestId: string): TappedCall {
    const call = this.#calls.get(requestId)
    if (call === undefined) throw new Error('There was no such call on the wire.')
    return call
  }

  /** Sends a call to the service, byte for byte. */
  async send(call: TappedCall): Promise<TappedAnswer> {
    const target = new URL(this.#target())
    const request = requestHttp({
      host: target.hostname,
      port: target.port,
      method: call.method,
      path: call.path,
      headers: [...call.headers],
      agent: false,
    })
    request.end(call.body)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const body = await readBody(response)
    const status = response.headers['card-action-status']
    return {
      status: response.statusCode ?? 0,
      actionStatus: typeof status === 'string' ? status : undefined,
      headers: listPairs(response.rawHeaders)
        .filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()))
        .flat(),
      body,
    }
  }

  async close(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  async #pass(request: IncomingMessage): Promise<TappedAnswer> {
    const body = await readBody(request)
    const { method = 'GET', url: path = '/', rawHeaders: headers } = request
    const call: TappedCall = { method, path, headers, body }
    const requestId = request.headers['action-request-id']
    if (typeof requestId === 'string') this.#remember(requestId, call)
    return this.send(call)
  }

  #remember(requestId: string, call: TappedCall): void {
    this.#calls.set(requestId, call)
    const [oldest] = this.#calls.keys()
    if (this.#calls.size > MAX_CALLS && oldest !== undefined) this.#calls.delete(oldest)
  }
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message) {
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > MAX_BODY_BYTES) throw new Error('The body is too large.')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function listPairs(headers: readonly string[]): [name: string, value: string][] {
  return headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? '']] : []))
}
