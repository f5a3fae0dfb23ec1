import type { BotCardOptions } from '@countersign/emulator'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SmallService {
  readonly server: Server
  readonly origin: string
}

/** Answers a connector's press with a status text, and a bot's invoke with a message. */
export async function startSmallService(): Promise<SmallService> {
  const server = createServer((request, response) => {
    request.resume()
    const type = 'application/vnd.microsoft.activity.message'
    if (request.url === '/api/messages') {
      response.end(JSON.stringify({ statusCode: 200, type, value: 'The bot has recorded it.' }))
    } else response.writeHead(200, { 'CARD-ACTION-STATUS': 'The channel has it.' }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` }
}

/** A bot's card in Adele's chat, of the bot that this service is. */
export function makeLeaveCard(origin: string, inputs: readonly object[] = []): BotCardOptions {
  return {
    appId: '1f0b4c44-6f0e-4e0e-9d6c-1b1ac8a7c001',
    endpoint: `${origin}/api/messages`,
    to: 'adele',
    name: 'Leave bot',
    card: {
      type: 'AdaptiveCard',
      version: '1.4',
      body: [{ type: 'TextBlock', text: 'Leave of Megan' }, ...inputs],
      actions: [{ type: 'Action.Execute', title: 'Grant', verb: 'grant', data: {} }],
    },
  }
}
