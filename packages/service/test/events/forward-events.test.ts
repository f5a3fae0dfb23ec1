import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { CountersignTypeError, EMULATOR_TENANTS } from '@countersign/core'
import { createService, fromEnv, type ServiceEvent } from '../../src/index.js'
import { createEventForwarder } from '../../src/events/forward-events.js'
import { ORIGINATOR, SENDER } from '../support/test-platform.js'
import { secrets } from '../support/test-service.js'

const SECRET = 'x'.repeat(43)
const warning = (message: string): ServiceEvent => ({ type: 'service.warning', message })

interface Taken {
  readonly headers: IncomingHttpHeaders
  readonly events: readonly Record<string, unknown>[]
}

describe('forwarding events to an emulator', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close()
      server.closeAllConnections()
    }
  })

  /** Takes batches, and answers what it is told to. */
  async function listen(
    status: () => number = () => 202,
  ): Promise<{ url: string; taken: Taken[]; server: Server }> {
    const taken: Taken[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const events = JSON.parse(Buffer.concat(chunks).toString()) as Taken['events']
        taken.push({ headers: request.headers, events })
        response.writeHead(status()).end()
        server.emit('taken')
      })
    })
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/v1/service-events`
    return { url, taken, server }
  }

  it('sends them in batches, in order, with the secret in the header', async () => {
    const { url, taken, server } = await listen()
    const forwarder = createEventForwarder({ url, secret: SECRET })
    for (let count = 0; count < 250; count += 1) forwarder.listener(warning(String(count)))
    assert.equal(taken.length, 0, 'nothing is sent while an answer is made')
    await once(server, 'taken')
    await forwarder.close()
    assert.deepEqual(
      taken.map(({ events }) => events.length),
      [100, 100, 50],
    )
    assert.deepEqual(
      taken.flatMap(({ events }) => events.map(({ message }) => Number(message))),
      Array.from({ length: 250 }, (_, count) => count),
    )
    assert.equal(taken[0]?.headers['countersign-secret'], SECRET)
  })

  it('sends an error as code and message, and nothing that is not a fact', async () => {
    const { url, taken } = await listen()
    const forwarder = createEventForwarder({ url, secret: SECRET })
    const error = Object.assign(new Error('no space'), { code: 'ENOSPC', token: 'SECRET' })
    forwarder.listener({ type: 'service.failed', error, requestId: 'r' })
    forwarder.listener({ type: 'service.failed', error: { token: 'SECRET' } })
    const trap = new Error('x')
    Object.defineProperty(trap, 'message', {
      get: () => {
        throw new Error('mine')
      },
    })
    await forwarder.close()
    assert.deepEqual(taken[0]?.events, [
      { type: 'service.failed', error: { code: 'ENOSPC', message: 'Error: no space' }, requestId: 'r' },
      { type: 'service.failed', error: { message: 'Something else than an error was thrown: object.' } },
    ])
    const trapped = createEventForwarder({ url, secret: SECRET })
    trapped.listener({ type: 'service.failed', error: trap })
    await trapped.close()
    assert.equal(taken.length, 1, 'an error that cannot be read is lost, and nothing throws')
  })

  it('drops the oldest when the emulator is away, counts them, and says so when it is back', async () => {
    let status = 500
    const { url, taken, server } = await listen(() => status)
    const forwarder = createEventForwarder({ url, secret: SECRET })
    for (let count = 0; count < 2_050; count += 1) forwarder.listener(warning(String(count)))
    await once(server, 'taken')
    assert.deepEqual(
      taken[0]?.events.slice(0, 2).map(({ message }) => message),
      ['50 events could not be shown before this.', '50'],
    )
    status = 202
    await once(server, 'taken')
    assert.equal(taken[1]?.events[0]?.message, '150 events could not be shown before this.')
    assert.equal(taken[1]?.events[1]?.message, '150')
    await forwarder.close()
    const messages = taken.slice(1).flatMap(({ events }) => events.map(({ message }) => message))
    assert.equal(messages.at(-1), '2049')
    assert.equal(messages.length, 1_901, 'it is said once')
  })

  it('nobody there: nothing throws, and closing ends', async () => {
    const { url, server } = await listen()
    server.close()
    await once(server, 'close')
    const forwarder = createEventForwarder({ url, secret: SECRET })
    forwarder.listener(warning('lost'))
    await forwarder.close()
    forwarder.listener(warning('after the end'))
    await forwarder.close()
  })

  it('follows no redirect to anywhere else', async () => {
    const elsewhere = await listen()
    const server = createServer((_request, response) => {
      response.writeHead(307, { Location: elsewhere.url }).end()
    })
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`
    const forwarder = createEventForwarder({ url, secret: SECRET })
    forwarder.listener(warning('x'))
    await forwarder.close()
    assert.equal(elsewhere.taken.length, 0)
  })

  const environment = (url: string): Record<string, string> => ({
    COUNTERSIGN_ORIGINATOR: ORIGINATOR,
    COUNTERSIGN_SENDER: SENDER,
    COUNTERSIGN_SIGNING_KEY: secrets.signingKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    COUNTERSIGN_LIMITED_KEYS: secrets.limitedKeys,
    COUNTERSIGN_AUDIENCE: ORIGINATOR,
    COUNTERSIGN_TENANTS: EMULATOR_TENANTS.contoso.tenantId,
    COUNTERSIGN_SCOPE: 'Global.Test',
    COUNTERSIGN_LEDGER: 'memory:',
    COUNTERSIGN_SMTP: 'smtp://127.0.0.1:25',
    COUNTERSIGN_TRUST_EMULATOR: 'http://127.0.0.1:8787/issuers',
    COUNTERSIGN_TRUST_EMULATOR_KEY: 'y'.repeat(43),
    COUNTERSIGN_EVENTS: url,
    COUNTERSIGN_EVENTS_SECRET: SECRET,
  })

  it('is set by the environment, beside a listener of one’s own, and ends with service.close()', async () => {
    const { url, taken } = await listen()
    const own: string[] = []
    const options = fromEnv(environment(url))
    const service = createService({ ...options, onEvent: ({ type }) => own.push(type) })
    await Promise.resolve()
    await service.close()
    assert.deepEqual(
      taken.flatMap(({ events }) => events.map(({ type }) => type)),
      own,
    )
    assert.equal(own[0], 'service.started')
  })

  it('E02: goes to this machine only, and only together with trustEmulator', () => {
    const problemsOf = (changes: Record<string, string>): string => {
      try {
        createService(fromEnv({ ...environment('http://127.0.0.1:1/api/v1/service-events'), ...changes }))
      } catch (error) {
        assert.ok(error instanceof CountersignTypeError)
        return error.problems.join('\n')
      }
      return ''
    }
    assert.equal(problemsOf({}), '')
    for (const url of [
      'https://127.0.0.1:1/x',
      'http://evil.example/x',
      'http://127.0.0.1.evil.example/x',
      'http://user@127.0.0.1/x',
      'http://localhost.evil.example/',
      'http://0.0.0.0/',
      'file:///etc/passwd',
      'nothing',
    ]) {
      assert.match(problemsOf({ COUNTERSIGN_EVENTS: url }), /COUNTERSIGN_EVENTS/, url)
    }
    assert.match(problemsOf({ COUNTERSIGN_EVENTS_SECRET: 'short' }), /COUNTERSIGN_EVENTS_SECRET/)
    assert.doesNotMatch(problemsOf({ COUNTERSIGN_EVENTS_SECRET: 'hunter2 hunter2 hunter2' }), /hunter2/)
    assert.match(problemsOf({ COUNTERSIGN_EVENTS_SECRET: '' }), /belong together/)
    assert.match(problemsOf({ COUNTERSIGN_EVENTS: '' }), /belong together/)
    assert.match(
      problemsOf({ COUNTERSIGN_TRUST_EMULATOR: '', COUNTERSIGN_TRUST_EMULATOR_KEY: '' }),
      /refused without trustEmulator/,
    )
  })
})
