import { request, type IncomingHttpHeaders } from 'node:http'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
}

export interface CallOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** node:http, because fetch chooses the Host itself, resolves dot segments, follows redirects and hides cookies. */
export function call(origin: string, path: string, options: CallOptions = {}): Promise<Reply> {
  const { method = 'GET', headers = {}, body } = options
  return new Promise((resolve, reject) => {
    request(origin, { path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes,
          text: bytes.toString(),
        })
      })
    })
      .on('error', reject)
      .end(body)
  })
}

/** What a browser sends as `Cookie` after it opened the address with the secret. */
export async function openPage(pageUrl: string): Promise<string> {
  const { origin, pathname, search } = new URL(pageUrl)
  const { headers } = await call(origin, `${pathname}${search}`)
  const cookie = headers['set-cookie']?.[0]?.split(';')[0]
  if (cookie === undefined) throw new Error('the page was not opened')
  return cookie
}
