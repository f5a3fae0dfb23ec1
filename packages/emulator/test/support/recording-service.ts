import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RecordedRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly rawHeaders: readonly string[]
  readonly body: string
}

export interface ServiceAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Milliseconds before the answer. */
  readonly delayMs?: number
}

export interface RecordingService {
  readonly origin: string
  readonly requests: RecordedRequest[]
  close(): Promise<void>
}

/** A service that writes down what it is asked and answers what it is told to. */
export async function startRecordingService(
  answer: (request: RecordedRequest, index: number) => ServiceAnswer = () => ({}),
): Promise<RecordingService> {
  const requests: RecordedRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const recorded: RecordedRequest = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        body: Buffer.concat(chunks).toString(),
      }
      requests.push(recorded)
      const { status = 200, headers = {}, body = '', delayMs = 0 } = answer(recorded, requests.length - 1)
      setTimeout(() => {
        response.writeHead(status, headers).end(body)
      }, delayMs)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
