import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { createEntraVerifier } from '@countersign/core'
import { decodeJwt } from 'jose'
import { Emulator } from '../../src/index.js'
import { makeCard, makeMail, makeProvider, SENDER } from '../support/example-provider.js'
import { CLIENT_ID, CLIENT_SECRET, codeOf, CONTOSO, GraphClient } from '../support/graph-client.js'
import { call, type Reply } from '../support/http-call.js'

const APP = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, senders: [SENDER] }

describe('the token endpoint', () => {
  let emulator: Emulator
  let client: GraphClient
  before(async () => {
    emulator = await Emulator.start()
    emulator.registerGraphApp(APP)
    client = new GraphClient(emulator)
  })
  after(() => emulator.close())

  it('gives an app-only token for the client credentials, by tenant id or domain', async () => {
    for (const tenant of [CONTOSO, 'contoso.example']) {
      const reply = await client.askToken({}, tenant)
      assert.equal(reply.status, 200)
      assert.equal(reply.headers['cache-control'], 'no-store')
      const body = JSON.parse(reply.text) as Record<string, unknown>
      assert.deepEqual([body.token_type, body.expires_in], ['Bearer', 3_599])
      const claims = decodeJwt(String(body.access_token))
      assert.deepEqual(
        [claims.aud, claims.roles, claims.scp],
        ['https://graph.microsoft.com', ['Mail.Send'], undefined],
      )
    }
  })

  for (const [what, own, tenant, status, error, number] of [
    [
      'a wrong secret',
      { client_secret: 'another-secret-of-enough-characters' },
      CONTOSO,
      401,
      'invalid_client',
      7_000_215,
    ],
    [
      'an unknown app',
      { client_id: '00000000-0000-4000-8000-000000000000' },
      CONTOSO,
      400,
      'unauthorized_client',
      700_016,
    ],
    ['an app of another tenant', {}, 'fabrikam.example', 400, 'unauthorized_client', 700_016],
    ['an unknown tenant', {}, 'evil.test', 400, 'invalid_request', 90_002],
    ['another grant', { grant_type: 'password' }, CONTOSO, 400, 'unsupported_grant_type', 70_003],
    [
      'another scope',
      { scope: 'https://graph.microsoft.com/Mail.Send' },
      CONTOSO,
      400,
      'invalid_scope',
      1_002_012,
    ],
  ] as const) {
    it(`refuses ${what} in Entra's words`, async () => {
      const reply = await client.askToken(own, tenant)
      const body = JSON.parse(reply.text) as Record<string, unknown>
      assert.deepEqual([reply.status, body.error, body.error_codes], [status, error, [number]])
      assert.ok(!reply.text.includes(CLIENT_SECRET))
    })
  }

  it('checks a registration whole, and never shows a secret again', async () => {
    for (const bad of [
      null,
      { ...APP, clientId: 'x' },
      { ...APP, clientSecret: 'short' },
      { ...APP, senders: [] },
      { ...APP, senders: ['ceo@real-company.com'] },
      { ...APP, tenantId: '11111111-1111-4111-8111-111111111111' },
      { ...APP, more: 1 },
    ]) {
      const register = (): unknown => emulator.registerGraphApp(bad as typeof APP)
      assert.throws(register, { code: 'ERR_EMULATOR_GRAPH_APP' })
    }
    const headers = { 'Countersign-Secret': emulator.secret }
    const made = await call(emulator.url, '/api/v1/graph/apps', {
      method: 'POST',
      headers,
      body: JSON.stringify(APP),
    })
    assert.equal(made.status, 201)
    const listed = await call(emulator.url, '/api/v1/graph', { headers })
    assert.ok(!`${made.text}${listed.text}${JSON.stringify(emulator.listEvents())}`.includes(CLIENT_SECRET))
    assert.equal((await call(emulator.url, '/api/v1/graph')).status, 403)
  })

  it('A05, A07: a service refuses the token of Graph as an action token', async () => {
    const verifier = createEntraVerifier({
      audience: 'api://auth-am-expenses/expenses',
      tenants: [CONTOSO],
      scope: 'Global.Test',
      keys: {
        fetch,
        trustEmulator: { metadata: emulator.issuerBase, keyThumbprint: emulator.keyThumbprints },
      },
      now: Date.now,
    })
    const token = await client.getToken()
    await assert.rejects(async () => verifier.verify(token), { code: 'ERR_TOKEN_AUDIENCE' })
  })
})

describe('sendMail', () => {
  let now = Date.now()
  let emulator: Emulator
  let client: GraphClient
  let authorized: { readonly Authorization: string }
  before(async () => {
    emulator = await Emulator.start({ now: () => now })
    client = new GraphClient(emulator)
    emulator.registerGraphApp(APP)
    emulator.registerProvider(await makeProvider('http://127.0.0.1:9'))
  })
  after(() => emulator.close())
  beforeEach(async () => {
    authorized = { Authorization: `Bearer ${await client.getToken()}` }
  })

  const encode = (mail: string): string => Buffer.from(mail).toString('base64')
  const send = (mail: string, user = SENDER): Promise<Reply> =>
    client.sendMail(user, encode(mail), authorized)

  it('delivers to every recipient in To and Cc, once each', async () => {
    const reply = await send(
      await makeMail(makeCard(), { to: ['adele@contoso.example', 'alex@contoso.example'] }),
    )
    assert.deepEqual([reply.status, reply.text], [202, ''])
    const [adele, alex] = emulator.listMessages().slice(-2)
    assert.deepEqual([adele?.mailbox, alex?.mailbox], ['adele@contoso.example', 'alex@contoso.example'])
    assert.equal(adele?.admission.outcome, 'shown')
    assert.deepEqual(
      emulator
        .listEvents()
        .filter(({ type }) => type === 'graph-call')
        .at(-1),
      {
        type: 'graph-call',
        call: 'send-mail',
        status: 202,
        client: CLIENT_ID,
        sender: SENDER,
        messages: 2,
        id: emulator.listEvents().at(-1)?.id,
        at: now,
      },
    )
  })

  const unsigned = (from: string): string =>
    [
      `From: <${from}>`,
      'To: <adele@contoso.example>',
      'Subject: Expense',
      `Date: ${new Date(now).toUTCString()}`,
      'Content-Type: text/html; charset=utf-8',
      '',
      `<html><head><script type="application/adaptivecard+json">${JSON.stringify(makeCard())}</script></head><body>x</body></html>`,
    ].join('\r\n')

  it('stands for its sender: an unsigned card is shown, with a warning that nobody documents it', async () => {
    assert.equal((await send(unsigned(SENDER))).status, 202)
    const message = emulator.listMessages().at(-1)
    assert.equal(message?.admission.outcome, 'shown')
    const codes = message.admission.findings.map(({ code }) => code)
    assert.ok(codes.includes('SENDER_VERIFIED') && codes.includes('SENDER_VERIFIED_PARTLY'))
    // The same bytes from anywhere else prove nothing, and neither do they when somebody passes them on.
    const [outside] = await emulator.deliverRaw(unsigned(SENDER), {
      mailFrom: SENDER,
      rcptTo: ['adele@contoso.example'],
    })
    assert.equal(outside?.admission.outcome, 'withheld')
    const passedOn = await emulator.deliverAgain(message.id, 'alex')
    assert.ok(passedOn.admission.findings.some(({ code }) => code === 'SENDER_UNVERIFIED'))
    assert.equal((await emulator.resend(message.id)).admission.outcome, 'shown')
  })

  it('completes what the mail leaves out, and takes folded base64', async () => {
    const mail = 'To: adele@contoso.example\r\nSubject: Plain\r\n\r\nHello.'
    const folded = encode(mail).replace(/.{20}/g, '$&\r\n')
    assert.equal((await client.sendMail(SENDER, folded, authorized)).status, 202)
    const message = emulator.listMessages().at(-1)
    assert.equal(message?.admission.mail.from?.address, SENDER)
    assert.match(message.admission.mail.messageId ?? '', /@contoso\.example>?$/)
  })

  it('refuses in the words of Graph, and delivers nothing', async () => {
    const plain = (own: string): string => `From: <${SENDER}>\r\n${own}Subject: x\r\n\r\nHello.`
    const good = plain('To: <adele@contoso.example>\r\n')
    const count = emulator.listMessages({ external: true }).length
    const cases: readonly (readonly [Promise<Reply>, number, string])[] = [
      [client.sendMail(SENDER, encode(good), {}), 401, 'InvalidAuthenticationToken'],
      [
        client.sendMail(SENDER, encode(good), { Authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }),
        401,
        'InvalidAuthenticationToken',
      ],
      [
        client.sendMail(SENDER, '{"message":{}}', { ...authorized, 'Content-Type': 'application/json' }),
        501,
        'notSupported',
      ],
      [
        client.sendMail(SENDER, encode(good), { ...authorized, 'Content-Type': 'message/rfc822' }),
        415,
        'UnsupportedMediaType',
      ],
      [client.sendMail(SENDER, 'not base64!', authorized), 400, 'ErrorMimeContentInvalidBase64String'],
      [client.sendMail(SENDER, '', authorized), 400, 'ErrorMimeContentInvalidBase64String'],
      [send(plain('')), 400, 'ErrorInvalidRecipients'],
      [send(plain('To: <nobody@contoso.example>\r\n')), 400, 'ErrorInvalidRecipients'],
      [send(plain('To: <adele@contoso.example>\r\nBcc: <alex@contoso.example>\r\n')), 501, 'notSupported'],
      [send(good.replace(SENDER, 'adele@contoso.example')), 403, 'ErrorSendAsDenied'],
      [send(good, 'adele@contoso.example'), 403, 'ErrorAccessDenied'],
      [send(good, 'nobody@contoso.example'), 404, 'ErrorInvalidUser'],
    ]
    for (const [answer, status, code] of cases) {
      const reply = await answer
      assert.deepEqual([reply.status, codeOf(reply)], [status, code])
    }
    const large = await client.sendMail(SENDER, 'A'.repeat(4 * 1024 * 1024 + 4), authorized)
    assert.deepEqual([large.status, codeOf(large)], [413, 'ErrorMessageSizeExceeded'])
    assert.equal(emulator.listMessages({ external: true }).length, count)
    assert.ok(!JSON.stringify(emulator.listEvents()).includes(authorized.Authorization.slice(7)))
  })

  it('takes a token for an hour, and no longer', async () => {
    const mail = await makeMail(makeCard(), { now })
    const before = now
    now += 3_598_000
    assert.equal((await send(mail)).status, 202)
    now += 2_000
    assert.deepEqual(codeOf(await send(mail)), 'InvalidAuthenticationToken')
    now = before
  })

  it('turns away as many calls as it is told to, with Retry-After', async () => {
    const mail = await makeMail(makeCard(), { now })
    emulator.throttleGraph({ calls: 2, retryAfterSeconds: 7 })
    for (let round = 0; round < 2; round += 1) {
      const reply = await send(mail)
      assert.deepEqual(
        [reply.status, codeOf(reply), reply.headers['retry-after']],
        [429, 'ApplicationThrottled', '7'],
      )
    }
    assert.equal((await send(mail)).status, 202)
    const set = await call(emulator.url, '/api/v1/graph/throttling', {
      method: 'POST',
      headers: { 'Countersign-Secret': emulator.secret },
      body: '{"calls":1,"retryAfterSeconds":1,"status":503}',
    })
    assert.deepEqual(JSON.parse(set.text), { throttledCallsLeft: 1 })
    assert.equal((await send(mail)).status, 503)
    assert.equal((await send(mail)).status, 202)
  })

  it('E01: answers nothing to a foreign Host or Origin, and nothing but these two calls', async () => {
    const path = `/graph/graph.microsoft.com/v1.0/users/${SENDER}/sendMail`
    for (const headers of [{ Host: 'evil.test' }, { Origin: 'https://evil.test' }] as Record<
      string,
      string
    >[]) {
      const reply = await call(emulator.url, path, { method: 'POST', headers: { ...authorized, ...headers } })
      assert.equal(reply.status, 403)
    }
    assert.equal(
      (await call(emulator.url, '/graph/graph.microsoft.com/v1.0/me', { headers: authorized })).status,
      404,
    )
  })
})
