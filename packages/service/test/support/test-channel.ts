import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { listen, type RunningServer } from './adapter-case.js'

export interface ReceivedPost {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** What the channel says, in turn; the last one stays. */
export interface ChannelAnswer {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestChannel extends RunningServer {
  readonly posts: ReceivedPost[]
  readonly origin: string
  /** A secret. */
  readonly url: string
}

export const CHANNEL_SECRET = 'b0f5e2d4c1a34f3f9d1e7c6b5a49382716'

/** A channel's connector on this machine, as an emulator has it. */
export async function openChannel(answers: readonly ChannelAnswer[] = []): Promise<TestChannel> {
  const posts: ReceivedPost[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      await once(request, 'end')
      const { method = '', url = '', headers } = request
      posts.push({ method, path: url, headers, text: Buffer.concat(chunks).toString('utf8') })
      const taken: ChannelAnswer = { status: 200, body: '1' }
      const answer = answers[Math.min(posts.length, answers.length) - 1] ?? taken
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '')
    })()
  })
  const running = await listen(server)
  const origin = `http://127.0.0.1:${String(running.port)}`
  return { ...running, posts, origin, url: `${origin}/webhook/7/${CHANNEL_SECRET}` }
}
