import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { describe, it } from 'node:test'
import { Emulator } from '../../src/index.js'
import { MAX_KEPT_EVENTS } from '../../src/events/event-log.js'
import { call, openPage } from '../support/http-call.js'

function open(emulator: Emulator, headers: Record<string, string>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${emulator.url}/api/v1/events`, { headers, agent: false }, resolve).on('error', reject)
  })
}

/** Reads ids until the wanted one. */
async function readIds(response: IncomingMessage, last: number): Promise<number[]> {
  const ids: number[] = []
  let rest = ''
  for await (const chunk of response) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('id: ')) ids.push(Number(line.slice(4)))
    if (ids.at(-1) === last) break
  }
  response.destroy()
  return ids
}

describe('the event stream', () => {
  async function withEvents(count: number, use: (emulator: Emulator) => Promise<void>): Promise<void> {
    const emulator = await Emulator.start()
    try {
      await emit(emulator, count)
      await use(emulator)
    } finally {
      await emulator.close()
    }
  }

  /** By the way that a service uses. */
  async function emit(emulator: Emulator, count: number): Promise<void> {
    const { url, secret } = emulator.serviceEvents
    for (let left = count; left > 0; left -= 800) {
      const batch = Array.from({ length: Math.min(left, 800) }, () => ({
        type: 'service.warning',
        message: 'word '.repeat(95),
      }))
      const headers = { 'Countersign-Secret': secret }
      const body = JSON.stringify(batch)
      await call(new URL(url).origin, new URL(url).pathname, { method: 'POST', headers, body })
    }
  }

  it('goes on after Last-Event-ID, for a page with its cookie too', async () => {
    await withEvents(10, async (emulator) => {
      const cookie = await openPage(emulator.pageUrl)
      const stream = await open(emulator, { Cookie: cookie, 'Last-Event-ID': '7' })
      assert.deepEqual(await readIds(stream, 10), [8, 9, 10])
      const secret = { 'Countersign-Secret': emulator.secret }
      assert.deepEqual(await readIds(await open(emulator, secret), 10), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    })
  })

  it('begins anew where the id is from another run, or is none', async () => {
    await withEvents(3, async (emulator) => {
      for (const id of ['4', '999', '-1', 'x', '1.5', '1e999', '']) {
        const stream = await open(emulator, { 'Countersign-Secret': emulator.secret, 'Last-Event-ID': id })
        assert.deepEqual(await readIds(stream, 3), [1, 2, 3], id)
      }
    })
  })

  it('keeps nothing for a listener that does not read: it goes on with what is kept for all', async () => {
    await withEvents(1, async (emulator) => {
      const secret = { 'Countersign-Secret': emulator.secret }
      const slow = await open(emulator, secret)
      slow.pause()
      const quick = await open(emulator, secret)
      const seen = readIds(quick, 40_001)
      await emit(emulator, 40_000)
      const ids = await readIds(slow, 40_001)
      assert.equal(ids.at(-1), 40_001)
      assert.ok(ids.length < 40_001, `${String(ids.length)} were kept`)
      assert.ok(ids.length >= MAX_KEPT_EVENTS)
      for (let at = 1; at < ids.length; at += 1) assert.ok(Number(ids[at]) > Number(ids[at - 1]))
      assert.equal((await seen).at(-1), 40_001)
    })
  })

  it('ends with the emulator', async () => {
    const emulator = await Emulator.start()
    const stream = await open(emulator, { 'Countersign-Secret': emulator.secret })
    stream.on('error', () => undefined).resume()
    const ended = new Promise((resolve) => stream.on('close', resolve))
    await emulator.close()
    await ended
  })
})
