import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { EMULATOR_TENANTS, generateSigningKey, signCard } from '@countersign/core'
import { createGraphTransport, type GraphOptions } from '../../src/graph/index.js'
import { composeMail, createMailer, type TransportMail } from '../../src/index.js'
import { DATE, ORIGINATOR, sampleCard } from '../support/sample-card.js'
import { sampleOptions } from '../support/sample-options.js'
import { graphError, startGraphServer, tokenAnswer, type GraphServer } from '../support/start-graph-server.js'

const SECRET = 'SECRET~client.secret/+='
const CLIENT_ID = '6f1d2c3b-0000-4000-8000-00000000000c'
const { tenantId } = EMULATOR_TENANTS.contoso
const SENDER = 'billing@expenses.example'

const mail: TransportMail = await composeMail(sampleOptions({ cc: ['alex@contoso.example'] }))

function optionsFor(server: GraphServer, changes: Partial<GraphOptions> = {}): GraphOptions {
  return {
    tenantId,
    clientId: CLIENT_ID,
    clientSecret: SECRET,
    trustEmulator: { url: server.url },
    ...changes,
  }
}

/** A clock that only sleeping moves. */
function createClock(): { now: () => number; sleep: (ms: number) => Promise<void>; slept: number[] } {
  let now = DATE.getTime()
  const slept: number[] = []
  return {
    now: () => now,
    slept,
    sleep: (ms) => {
      slept.push(ms)
      now += ms
      return Promise.resolve()
    },
  }
}

describe('createGraphTransport', () => {
  it("asks for a token with the app's credentials and posts the mail as it was composed", async () => {
    await using server = await startGraphServer()
    const transport = createGraphTransport(optionsFor(server))
    assert.deepEqual(await transport.deliver(mail), { response: '202 Accepted' })
    const [token] = server.tokenRequests
    assert.equal(token?.url, `/graph/login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`)
    assert.deepEqual(Object.fromEntries(new URLSearchParams(token.body)), {
      client_id: CLIENT_ID,
      client_secret: SECRET,
      scope: 'https://graph.microsoft.com/.default',
      grant_type: 'client_credentials',
    })
    const [sent] = server.mailRequests
    assert.equal(sent?.url, '/graph/graph.microsoft.com/v1.0/users/billing%40expenses.example/sendMail')
    assert.equal(sent.headers.authorization, 'Bearer token-1')
    assert.equal(sent.headers['content-type'], 'text/plain')
    assert.deepEqual(Buffer.from(sent.body, 'base64'), Buffer.from(mail.raw))
  })

  it('a signed card arrives byte for byte, from the mailbox that was named', async () => {
    await using server = await startGraphServer()
    const key = await generateSigningKey()
    const card = sampleCard()
    const recipients = ['adele@contoso.example']
    const signedCard = await signCard(card, {
      key,
      originator: ORIGINATOR,
      sender: SENDER,
      recipients,
      now: DATE.getTime(),
    })
    const signed = await composeMail(sampleOptions({ card, signedCard }))
    await createGraphTransport(optionsFor(server, { sender: 'shared@expenses.example' })).deliver(signed)
    const [sent] = server.mailRequests
    assert.match(sent?.url ?? '', /\/users\/shared%40expenses\.example\/sendMail$/)
    assert.deepEqual(Buffer.from(sent?.body ?? '', 'base64'), Buffer.from(signed.raw))
  })

  it('B04: a mail that names others than its envelope is refused before anything is asked', async () => {
    await using server = await startGraphServer()
    const envelope = { from: SENDER, to: ['adele@contoso.example'] }
    await assert.rejects(createGraphTransport(optionsFor(server)).deliver({ ...mail, envelope }), {
      code: 'ERR_MAIL_REFUSED',
    })
    assert.deepEqual([...server.tokenRequests, ...server.mailRequests], [])
  })

  it('fetches one token for many deliveries, and another one only shortly before it ends', async () => {
    await using server = await startGraphServer()
    let now = 0
    const transport = createGraphTransport(optionsFor(server, { now: () => now }))
    await Promise.all(Array.from({ length: 8 }, () => transport.deliver(mail)))
    assert.equal(server.tokenRequests.length, 1)
    now = 3_299_000 - 1
    await transport.deliver(mail)
    assert.equal(server.tokenRequests.length, 1)
    now = 3_299_000
    await transport.deliver(mail)
    assert.equal(server.tokenRequests.length, 2)
    assert.equal(server.mailRequests.at(-1)?.headers.authorization, 'Bearer token-2')
  })

  it('a token that is not taken is fetched anew once, and no more often', async () => {
    const refused = graphError(401, 'InvalidAuthenticationToken')
    await using server = await startGraphServer({ mail: [refused, { status: 202 }, refused, refused] })
    const transport = createGraphTransport(optionsFor(server))
    await transport.deliver(mail)
    assert.equal(server.tokenRequests.length, 2)
    await assert.rejects(transport.deliver(mail), {
      code: 'ERR_MAIL_LOGIN',
      details: { responseCode: 401, reason: 'InvalidAuthenticationToken' },
    })
    assert.equal(server.mailRequests.length, 4)
    assert.equal(server.tokenRequests.length, 3)
  })

  it('tells a passing answer from one that is for good', async () => {
    const expected = [
      [429, 'ERR_MAIL_UNDELIVERED'],
      [500, 'ERR_MAIL_UNDELIVERED'],
      [502, 'ERR_MAIL_UNDELIVERED'],
      [503, 'ERR_MAIL_UNDELIVERED'],
      [504, 'ERR_MAIL_UNDELIVERED'],
      [400, 'ERR_MAIL_REFUSED'],
      [403, 'ERR_MAIL_REFUSED'],
      [404, 'ERR_MAIL_REFUSED'],
      [413, 'ERR_MAIL_REFUSED'],
      [200, 'ERR_MAIL_REFUSED'],
    ] as const
    await using server = await startGraphServer({
      mail: expected.map(([status]) => graphError(status, 'ErrorSomething')),
    })
    const transport = createGraphTransport(optionsFor(server))
    for (const [status, code] of expected)
      await assert.rejects(transport.deliver(mail), {
        code,
        details: { responseCode: status, reason: 'ErrorSomething' },
      })
  })

  it('H05: follows no redirect: neither mail nor token goes to another host', async () => {
    await using elsewhere = await startGraphServer()
    const moved = { status: 307, headers: { location: `${elsewhere.url}/users/x/sendMail` } }
    await using server = await startGraphServer({ mail: [moved], token: [tokenAnswer('token-1'), moved] })
    await assert.rejects(createGraphTransport(optionsFor(server)).deliver(mail), {
      code: 'ERR_MAIL_REFUSED',
      details: { responseCode: 307, reason: 'redirect' },
    })
    await assert.rejects(createGraphTransport(optionsFor(server)).deliver(mail), { code: 'ERR_MAIL_LOGIN' })
    assert.deepEqual([...elsewhere.mailRequests, ...elsewhere.tokenRequests], [])
  })

  it('a wrong secret is for good, a throttled login is not', async () => {
    const invalid = {
      status: 401,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        error: 'invalid_client',
        error_description: `AADSTS7000215: not ${SECRET}`,
        error_codes: [7000215],
      }),
    }
    await using server = await startGraphServer({ token: [invalid, graphError(429, 'busy')] })
    const transport = createGraphTransport(optionsFor(server))
    await assert.rejects(transport.deliver(mail), {
      code: 'ERR_MAIL_LOGIN',
      details: { responseCode: 401, reason: 'invalid_client', aadsts: 7000215 },
    })
    await assert.rejects(transport.deliver(mail), { code: 'ERR_MAIL_UNDELIVERED' })
    assert.deepEqual(server.mailRequests, [])
  })

  it('takes no token that is none', async () => {
    const bad = [
      tokenAnswer(''),
      tokenAnswer('with space'),
      tokenAnswer('t', 0),
      tokenAnswer('t', 'soon'),
      { status: 200, body: 'not json' },
      { status: 200, body: JSON.stringify({ token_type: 'MAC', access_token: 't', expires_in: 60 }) },
      {
        status: 200,
        body: `{"access_token":"t","token_type":"Bearer","expires_in":60${' '.repeat(66_000)}}`,
      },
    ]
    await using server = await startGraphServer({ token: bad })
    const transport = createGraphTransport(optionsFor(server))
    for (const _answer of bad) await assert.rejects(transport.deliver(mail), { code: 'ERR_MAIL_LOGIN' })
    assert.deepEqual(server.mailRequests, [])
    await transport.deliver(mail)
  })

  it('no server, a slow one and a broken answer are passing', async () => {
    await using silent = await startGraphServer({ onMail: () => undefined })
    const slow = createGraphTransport(optionsFor(silent, { requestTimeoutMs: 50 }))
    await assert.rejects(slow.deliver(mail), { code: 'ERR_MAIL_UNDELIVERED', details: { reason: 'timeout' } })
    await using rude = await startGraphServer({ onMail: (response) => response.destroy() })
    await assert.rejects(createGraphTransport(optionsFor(rude)).deliver(mail), {
      code: 'ERR_MAIL_UNDELIVERED',
      details: { reason: 'network' },
    })
  })

  it('an aborted delivery throws the reason and leaves the token to the others', async () => {
    await using server = await startGraphServer()
    const transport = createGraphTransport(optionsFor(server))
    const abort = new AbortController()
    const reason = new Error('enough')
    const aborted = transport.deliver(mail, { signal: abort.signal })
    const other = transport.deliver(mail)
    abort.abort(reason)
    await assert.rejects(aborted, (error) => error === reason)
    await other
    await assert.rejects(transport.deliver(mail, { signal: abort.signal }), (error) => error === reason)
    assert.equal(server.tokenRequests.length, 1)
  })
})

describe('createGraphTransport, throttled', () => {
  it('createMailer tries again only when Retry-After is over, for all of its mails', async () => {
    const clock = createClock()
    await using server = await startGraphServer({
      mail: [graphError(429, 'ApplicationThrottled', { 'retry-after': '20' })],
    })
    const mailer = createMailer({
      transport: createGraphTransport(optionsFor(server, clock)),
      concurrency: 1,
      sleep: clock.sleep,
      random: () => 1,
    })
    const to = ['adele@contoso.example', 'alex@contoso.example']
    const report = await mailer.send({
      key: 'k',
      mails: await Promise.all(to.map((address) => composeMail(sampleOptions({ to: [address] })))),
    })
    assert.deepEqual([report.sent, report.failed], [2, 0])
    assert.equal(server.mailRequests.length, 3)
    // The mailer's own second, then what is left of the server's twenty.
    assert.deepEqual(clock.slept, [1_000, 19_000])
  })

  it('understands a date, and 503 as well', async () => {
    const clock = createClock()
    const when = new Date(clock.now() + 7_000).toUTCString()
    await using server = await startGraphServer({ mail: [graphError(503, 'Busy', { 'retry-after': when })] })
    const transport = createGraphTransport(optionsFor(server, clock))
    await assert.rejects(transport.deliver(mail), { code: 'ERR_MAIL_UNDELIVERED' })
    await transport.deliver(mail)
    assert.deepEqual(clock.slept, [7_000])
  })

  it('a pause that is too long is said at once, and asks nothing of the server', async () => {
    const clock = createClock()
    await using server = await startGraphServer({
      mail: [graphError(429, 'Throttled', { 'retry-after': '99999999' })],
    })
    const transport = createGraphTransport(optionsFor(server, clock))
    await assert.rejects(transport.deliver(mail), { code: 'ERR_MAIL_UNDELIVERED' })
    await assert.rejects(transport.deliver(mail), {
      code: 'ERR_MAIL_UNDELIVERED',
      details: { reason: 'throttled', retryAfterMs: 99_999_999_000 },
    })
    assert.equal(server.mailRequests.length, 1)
    assert.deepEqual(clock.slept, [])
  })

  it('a pause of more than an hour is kept to its end', async () => {
    const clock = createClock()
    await using server = await startGraphServer({
      mail: [graphError(429, 'Throttled', { 'retry-after': '7200' })],
    })
    const transport = createGraphTransport(optionsFor(server, clock))
    await assert.rejects(transport.deliver(mail), {
      code: 'ERR_MAIL_UNDELIVERED',
      details: { responseCode: 429, reason: 'Throttled', retryAfterMs: 7_200_000 },
    })
    await clock.sleep(3_600_001)
    await assert.rejects(transport.deliver(mail), {
      details: { reason: 'throttled', retryAfterMs: 3_599_999 },
    })
    await clock.sleep(3_599_999)
    await transport.deliver(mail)
    assert.equal(server.mailRequests.length, 2)
  })

  it('what is no time is no pause', async () => {
    const clock = createClock()
    await using server = await startGraphServer({
      mail: ['-5', 'soon', '1e9', ''].map((text) => graphError(429, 'Throttled', { 'retry-after': text })),
    })
    const transport = createGraphTransport(optionsFor(server, clock))
    for (let index = 0; index < 4; index++)
      await assert.rejects(transport.deliver(mail), { code: 'ERR_MAIL_UNDELIVERED' })
    assert.deepEqual(clock.slept, [])
  })
})

describe('createGraphTransport, secrets', () => {
  it('H05: neither secret nor token is in an error, whatever the server says, nor in the transport', async () => {
    const echo = { error: { code: SECRET, message: SECRET }, error_description: SECRET }
    const body = JSON.stringify(echo)
    const answers = [400, 401, 401, 403, 429, 500].map((status) => ({ status, body }))
    await using server = await startGraphServer({ mail: answers, token: [tokenAnswer('SECRET-token')] })
    const transport = createGraphTransport(optionsFor(server))
    const unreachable = createGraphTransport(
      optionsFor(server, {
        fetch: (_url, init) => Promise.reject(new Error(`cannot send ${JSON.stringify(init)}`)),
      }),
    )
    const seen: unknown[] = [transport]
    for (const one of [transport, transport, transport, transport, transport, unreachable])
      await one.deliver(mail).catch((error: unknown) => seen.push(error))
    assert.equal(seen.length, 7)
    assert.doesNotMatch(inspect(seen, { depth: 9, showHidden: true }), /SECRET/)
    assert.throws(
      () => createGraphTransport(optionsFor(server, { clientId: SECRET, sender: SECRET })),
      (error: Error) => !inspect(error, { depth: 9 }).includes('SECRET'),
    )
  })
})
