import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface SeenRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface GraphAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface GraphServer extends AsyncDisposable {
  readonly url: string
  readonly tokenRequests: readonly SeenRequest[]
  readonly mailRequests: readonly SeenRequest[]
}

export interface GraphScript {
  /** Answers to the token endpoint, in order; afterwards tokens `token-1`, `token-2` … for an hour. */
  readonly token?: readonly GraphAnswer[]
  /** Answers to sendMail, in order; afterwards 202. */
  readonly mail?: readonly GraphAnswer[]
  /** Called instead of answering a sendMail. */
  readonly onMail?: (response: ServerResponse) => void
}

/** Login and Graph by the vendor's paths, as an emulator maps them: real HTTP, answers as ordered. */
export async function startGraphServer(script: GraphScript = {}): Promise<GraphServer> {
  const tokenRequests: SeenRequest[] = []
  const mailRequests: SeenRequest[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const seen = { url: request.url ?? '', headers: request.headers, body }
      const isToken = seen.url.endsWith('/oauth2/v2.0/token')
      const list = isToken ? tokenRequests : mailRequests
      list.push(seen)
      if (!isToken && script.onMail !== undefined) return script.onMail(response)
      const answer = (isToken ? script.token : script.mail)?.[list.length - 1]
      const usual = isToken ? tokenAnswer(`token-${String(list.length)}`) : { status: 202 }
      const { status, headers, body: content }: GraphAnswer = answer ?? usual
      response.writeHead(status, headers).end(content)
      return undefined
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    tokenRequests,
    mailRequests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function tokenAnswer(token: string, expiresIn: unknown = 3_599): GraphAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token_type: 'Bearer', expires_in: expiresIn, access_token: token }),
  }
}

/** An error as Graph writes it. */
export function graphError(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): GraphAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: { code, message: 'SECRET words of the server' } }),
  }
}
