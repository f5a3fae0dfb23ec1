import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { announceListening } from '../../src/commands/dev/announce-listening.js'

async function listen(port = 0) {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

describe('announceListening', () => {
  it('says what is expected where nothing listens, once, and then that the service is up', async () => {
    const { port, close } = await listen()
    close()
    const said: string[] = []
    const { signal } = new AbortController()
    const warned = new Promise<void>((resolve) => {
      void announceListening(port, {
        signal,
        patienceMs: 0,
        say: (line) => {
          said.push(line)
          resolve()
        },
      }).then(() => said.push('ended'))
    })
    await warned
    assert.match(said[0] ?? '', /environment variable PORT/)
    const late = await listen(port)
    while (said.at(-1) !== 'ended') await new Promise((resolve) => setTimeout(resolve, 20))
    assert.deepEqual(said.slice(1), ['Your service is up.', 'ended'])
    late.close()
  })

  it('ends without a word when the service has ended', async () => {
    const { port, close } = await listen()
    close()
    const said: string[] = []
    const controller = new AbortController()
    const done = announceListening(port, { signal: controller.signal, say: (line) => said.push(line) })
    controller.abort()
    await done
    assert.deepEqual(said, [])
  })
})
