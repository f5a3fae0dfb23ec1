import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { makeCard, makeMail, SENDER } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

interface Reply {
  readonly status: number
  readonly body: string
}

describe('the HTTP API', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
    await loop.deliver(makeCard())
  })
  after(() => loop.close())

  /** node:http, because fetch does not let a test choose the Host. */
  function call(
    method: string,
    path: string,
    options: { headers?: Readonly<Record<string, string>>; body?: string; secret?: boolean } = {},
  ): Promise<Reply> {
    const { headers = {}, body, secret = true } = options
    const own = secret ? { 'Countersign-Secret': loop.emulator.secret } : {}
    return new Promise((resolve, reject) => {
      request(
        `${loop.emulator.url}${path}`,
        { method, headers: { ...own, ...headers }, agent: false },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
          })
        },
      )
        .on('error', reject)
        .end(body)
    })
  }

  const press = {
    body: JSON.stringify({ action: 'approve' }),
    headers: { 'Content-Type': 'application/json' },
  }

  it('E01: refuses every call without the secret or with a wrong one, and presses nothing', async () => {
    const calls = loop.service.requests.length
    for (const secret of ['', 'x', `${loop.emulator.secret}x`, loop.emulator.secret.slice(1)]) {
      const headers = { ...press.headers, 'Countersign-Secret': secret }
      assert.equal(
        (await call('POST', '/api/v1/messages/1/press', { ...press, headers, secret: false })).status,
        403,
      )
    }
    for (const path of [
      'status',
      'messages',
      'messages/1',
      'messages/1/raw',
      'providers',
      'users',
      'events',
    ]) {
      const { status, body } = await call('GET', `/api/v1/${path}`, { secret: false })
      assert.equal(status, 403, path)
      assert.equal(body.includes(loop.emulator.secret), false)
    }
    for (const path of [
      'deliver',
      'providers',
      'tokens',
      'keys/rotate',
      'messages/1/open',
      'messages/1/resend',
    ]) {
      assert.equal((await call('POST', `/api/v1/${path}`, { secret: false })).status, 403, path)
    }
    assert.equal(loop.service.requests.length, calls)
  })

  it('E01: refuses a call that a page of another origin makes, even with the secret', async () => {
    const calls = loop.service.requests.length
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'http://127.0.0.1:1' },
      { Origin: loop.emulator.url.replace('http:', 'https:') },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ] as Readonly<Record<string, string>>[]) {
      const { status } = await call('POST', '/api/v1/messages/1/press', {
        ...press,
        headers: { ...press.headers, ...headers },
      })
      assert.equal(status, 403, JSON.stringify(headers))
    }
    assert.equal(loop.service.requests.length, calls)
    const own = { ...press.headers, Origin: loop.emulator.url, 'Sec-Fetch-Site': 'same-origin' }
    assert.equal((await call('POST', '/api/v1/messages/1/press', { ...press, headers: own })).status, 200)
  })

  it('E01: answers to no name but its own, so that a re-bound name reaches nothing', async () => {
    const port = new URL(loop.emulator.url).port
    for (const Host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1.evil.example:${port}`,
      `127.0.0.1:1`,
    ]) {
      for (const path of [
        '/api/v1/health',
        '/api/v1/messages',
        '/issuers/substrate.office.com/sts/common/discovery/keys',
      ]) {
        assert.equal((await call('GET', path, { headers: { Host } })).status, 403, `${Host} ${path}`)
      }
    }
    assert.equal(
      (await call('GET', '/api/v1/health', { headers: { Host: `localhost:${port}` }, secret: false })).status,
      200,
    )
  })

  it('gives no page of another origin leave to read', async () => {
    const response = await fetch(`${loop.emulator.url}/api/v1/health`)
    assert.equal(response.headers.get('access-control-allow-origin'), null)
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
  })

  it('lists, shows and reads back raw', async () => {
    const list = JSON.parse((await call('GET', '/api/v1/messages')).body) as {
      messages: Record<string, unknown>[]
    }
    assert.deepEqual(
      [list.messages[0]?.id, list.messages[0]?.subject, list.messages[0]?.outcome],
      [1, 'Expense 1234', 'shown'],
    )
    const shown = JSON.parse((await call('GET', '/api/v1/messages/1')).body) as Record<string, unknown>
    assert.deepEqual(
      (shown.buttons as { id?: string; number: number }[]).map(({ number, id }) => [number, id]),
      [
        [1, 'approve'],
        [2, 'status'],
        [3, undefined],
      ],
    )
    assert.match((await call('GET', '/api/v1/messages/1/raw')).body, /^From: Expenses/)
    assert.equal((await call('GET', '/api/v1/messages?mailbox=grady')).body, '{"messages":[]}')
    for (const id of ['0', '999', 'x', '1e3', '-1', '__proto__']) {
      assert.equal((await call('GET', `/api/v1/messages/${id}`)).status, 404, id)
    }
  })

  it('lists a part: after an id, before one, the newest of them', async () => {
    for (let count = 0; count < 4; count += 1) await loop.deliver(makeCard())
    const ids = async (query: string): Promise<number[]> => {
      const { body } = await call('GET', `/api/v1/messages?${query}`)
      return (JSON.parse(body) as { messages: { id: number }[] }).messages.map(({ id }) => id)
    }
    assert.deepEqual(await ids('after=1&before=5'), [2, 3, 4])
    assert.deepEqual(await ids('limit=2'), [4, 5])
    assert.deepEqual(await ids('before=4&limit=2'), [2, 3])
    assert.deepEqual(await ids('after=99'), [])
    for (const query of ['limit=0', 'limit=-1', 'after=x', 'before=1e3', 'limit=']) {
      assert.equal((await call('GET', `/api/v1/messages?${query}`)).status, 400, query)
    }
  })

  it('delivers a raw mail, resends it, and says who cannot be delivered to', async () => {
    const raw = await makeMail(makeCard())
    const to = `/api/v1/deliver?mailFrom=${SENDER}&rcptTo=adele@contoso.example`
    const delivered = await call('POST', to, { body: raw })
    assert.equal(delivered.status, 201, delivered.body)
    const { messages } = JSON.parse(delivered.body) as { messages: { id: number }[] }
    const resent = await call('POST', `/api/v1/messages/${String(messages[0]?.id)}/resend`)
    assert.equal((JSON.parse(resent.body) as { id: number }).id, Number(messages[0]?.id) + 1)
    const refused = await call('POST', '/api/v1/deliver?rcptTo=nobody@contoso.example', { body: raw })
    assert.equal(refused.status, 400)
    assert.match(refused.body, /ERR_EMULATOR_RECIPIENT/)
    assert.match((await call('POST', '/api/v1/deliver', { body: raw })).body, /ERR_EMULATOR_RECIPIENT/)
  })

  it('presses, and answers a mistake with code and hint', async () => {
    const done = await call('POST', '/api/v1/messages/1/press', press)
    assert.equal((JSON.parse(done.body) as { outcome: string }).outcome, 'done')
    assert.doesNotMatch(done.body, /eyJ/)
    for (const [body, code] of [
      ['', 'ERR_EMULATOR_REQUEST'],
      ['[]', 'ERR_EMULATOR_REQUEST'],
      ['{', 'ERR_EMULATOR_REQUEST'],
      ['{"action":"approve","action":"reject"}', 'ERR_EMULATOR_REQUEST'],
      ['{"action":{}}', 'ERR_EMULATOR_REQUEST'],
      ['{"action":"approve","inputs":{"comment":1}}', 'ERR_EMULATOR_REQUEST'],
      ['{"action":"approve","inputs":[]}', 'ERR_EMULATOR_REQUEST'],
      ['{"action":"approve","as":"nobody"}', 'ERR_EMULATOR_USER_NOT_FOUND'],
      ['{"action":"approve","fault":"x"}', 'ERR_EMULATOR_FAULT'],
      ['{"action":"approve","delayMs":-1}', 'ERR_EMULATOR_REQUEST'],
      ['{"action":"none"}', 'ERR_EMULATOR_ACTION_NOT_FOUND'],
    ]) {
      const reply = await call('POST', '/api/v1/messages/1/press', { ...press, body: body ?? '' })
      assert.ok(reply.status >= 400 && reply.status < 500, body)
      const { error } = JSON.parse(reply.body) as { error: { code: string; hint: string } }
      assert.equal(error.code, code, body)
      assert.notEqual(error.hint, '')
    }
  })

  it('H06: takes no body over its cap', async () => {
    const body = JSON.stringify({ action: 'approve', inputs: { comment: 'x'.repeat(1024 * 1024) } })
    assert.equal((await call('POST', '/api/v1/messages/1/press', { ...press, body })).status, 413)
  })

  it('registers providers, and lists every problem of one', async () => {
    const bad = {
      originator: '',
      senders: [],
      targets: 'x',
      scope: 'all',
      publicKey: 'no key',
      routes: { 'http://x': 'https://evil.example' },
    }
    const reply = await call('POST', '/api/v1/providers', { body: JSON.stringify(bad) })
    assert.equal(reply.status, 400)
    const { error } = JSON.parse(reply.body) as { error: { code: string; problems: string[] } }
    assert.equal(error.code, 'ERR_EMULATOR_PROVIDER')
    assert.equal(error.problems.length, 7)
  })

  it('streams events as they happen, from where the listener left off, without a token in them', async () => {
    const headers = { 'Countersign-Secret': loop.emulator.secret, 'Last-Event-ID': '2' }
    const abort = new AbortController()
    const response = await fetch(`${loop.emulator.url}/api/v1/events`, { headers, signal: abort.signal })
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/)
    const reader = response.body?.getReader()
    assert.ok(reader)
    let text = ''
    const readUntil = async (wanted: string): Promise<void> => {
      while (!text.includes(wanted)) {
        const chunk: { readonly value?: Uint8Array; readonly done: boolean } = await reader.read()
        assert.equal(chunk.done, false)
        text += Buffer.from(chunk.value ?? []).toString()
      }
    }
    const past = loop.emulator.listEvents().at(-1)?.id ?? 0
    await readUntil(`id: ${String(past)}\n`)
    await loop.emulator.press(1, 'approve', { inputs: { comment: 'streamed' } })
    const last = loop.emulator.listEvents().at(-1)
    assert.equal(last?.type, 'press-ended')
    await readUntil(`id: ${String(last.id)}\n`)
    abort.abort()
    assert.match(text, /^event: \S+\ndata: \{.*\}\nid: 3\n/m)
    assert.doesNotMatch(text, /eyJ/)
  })
})
