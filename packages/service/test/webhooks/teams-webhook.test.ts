import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import type { HttpAnswer } from '@countersign/core'
import { createMemoryLedger } from '@countersign/ledger/memory'
import type { Ledger } from '@countersign/ledger'
import {
  createService,
  type ActionHandler,
  type Service,
  type ServiceEvent,
  type ServiceOptions,
  type TeamsWebhookOptions,
  type WebhookMessage,
} from '../../src/index.js'
import { down, withFaults } from '../support/faulty-ledger.js'
import { ADELE, AUDIENCE, NOON, SCOPE, TENANT } from '../support/test-platform.js'
import { platform, refusalsOf } from '../support/test-service.js'

const KEY = randomBytes(32).toString('base64')
const OLD_KEY = randomBytes(32).toString('base64')

interface TestWebhook {
  readonly service: Service
  readonly handler: ActionHandler
  readonly events: ServiceEvent[]
  readonly messages: WebhookMessage[]
  readonly clock: { now: number }
  readonly ledger: Ledger
}

function createTestWebhook(
  options: {
    readonly webhook?: Partial<TeamsWebhookOptions>
    readonly service?: Partial<ServiceOptions>
    readonly ledger?: Ledger
  } = {},
): TestWebhook {
  const clock = { now: NOON }
  const now = () => clock.now
  const events: ServiceEvent[] = []
  const messages: WebhookMessage[] = []
  const ledger = options.ledger ?? createMemoryLedger({ now })
  const service = createService({
    audience: AUDIENCE,
    scope: SCOPE,
    tenants: [TENANT],
    jwks: platform.jwks,
    ledger,
    now,
    onEvent: (event) => events.push(event),
    ...options.service,
  })
  const handler = service.teamsWebhook({
    keys: [KEY, OLD_KEY],
    onMessage(message) {
      messages.push(message)
      return `You said: ${message.text}`
    },
    ...options.webhook,
  })
  return { service, handler, events, messages, clock, ledger }
}

function compose(activity: Readonly<Record<string, unknown>> = {}): Buffer {
  return Buffer.from(
    JSON.stringify({
      type: 'message',
      id: '1485983408511',
      timestamp: new Date(NOON).toISOString(),
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      channelId: 'msteams',
      from: { id: '29:adele', name: 'Adele', aadObjectId: ADELE.objectId },
      conversation: { isGroup: true, id: '19:c@thread.skype;messageid=1', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      text: '<at>Deploys</at>&nbsp;restart web-7 &amp; web-8',
      ...activity,
    }),
  )
}

function call(
  t: TestWebhook,
  body: Buffer,
  options: { key?: string; authorization?: readonly string[]; method?: string } = {},
): Promise<HttpAnswer> {
  const mac = createHmac('sha256', Buffer.from(options.key ?? KEY, 'base64'))
    .update(body)
    .digest('base64')
  return t.handler.handle({
    method: options.method ?? 'POST',
    url: '/api/teams-webhook',
    headers: (options.authorization ?? [`HMAC ${mac}`]).map((value) => ['Authorization', value] as const),
    body,
  })
}

async function refuse(
  t: TestWebhook,
  answering: Promise<HttpAnswer>,
  code: string,
  status = 401,
): Promise<void> {
  const ran = t.messages.length
  const answered = await answering
  assert.deepEqual([answered.status, answered.body], [status, ''])
  assert.equal(refusalsOf(t.events).at(-1), code)
  assert.equal(t.messages.length, ran)
}

describe('a message to an outgoing webhook', () => {
  it('is answered with a text', async () => {
    const t = createTestWebhook()
    const answered = await call(t, compose())
    assert.equal(answered.status, 200)
    assert.deepEqual(JSON.parse(answered.body), {
      type: 'message',
      text: 'You said: restart web-7 &amp; web-8',
    })
    const [message] = t.messages
    assert.equal(message?.id, '1485983408511')
    assert.deepEqual(message.actor, { tenantId: TENANT, objectId: ADELE.objectId, displayName: 'Adele' })
    assert.equal(message.activity['channelId'], 'msteams')
  })

  it('may come by any of the keys, while one is exchanged for another', async () => {
    const t = createTestWebhook()
    assert.equal((await call(t, compose({ id: '1' }), { key: OLD_KEY })).status, 200)
    await refuse(
      t,
      call(t, compose({ id: '2' }), { key: randomBytes(32).toString('base64') }),
      'ERR_TOKEN_MAC',
    )
  })

  it('W04: has its MAC over the very bytes, and one header that brings it', async () => {
    const t = createTestWebhook()
    const body = compose()
    const mac = createHmac('sha256', Buffer.from(KEY, 'base64')).update(body).digest('base64')
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1))
    await refuse(t, call(t, rewritten, { authorization: [`HMAC ${mac}`] }), 'ERR_TOKEN_MAC')
    await refuse(t, call(t, body, { authorization: [] }), 'ERR_REQUEST_TOKEN_ABSENT')
    await refuse(t, call(t, body, { authorization: [`HMAC ${mac}`, `HMAC ${mac}`] }), 'ERR_REQUEST_HEADER')
    await refuse(t, call(t, body, { authorization: [`Bearer ${mac}`] }), 'ERR_TOKEN_MAC_FORM')
    await refuse(t, call(t, Buffer.alloc(0)), 'ERR_TOKEN_ACTIVITY')
    const get = await call(t, body, { method: 'GET' })
    assert.equal(get.status, 405)
    assert.equal((await call(t, body)).status, 200)
  })

  it('is at most five minutes off, either way', async () => {
    for (const offset of [-301_000, 301_000]) {
      const t = createTestWebhook()
      await refuse(
        t,
        call(t, compose({ timestamp: new Date(NOON + offset).toISOString() })),
        'ERR_TOKEN_ACTIVITY_TIME',
      )
    }
  })
})

describe('W05: a message comes once', () => {
  it('W05: the same bytes again are refused, for as long as their timestamp would do', async () => {
    const t = createTestWebhook()
    // Dated as far ahead as clocks may differ, so that it could come again for ten minutes.
    const body = compose({ timestamp: new Date(NOON + 299_000).toISOString() })
    assert.equal((await call(t, body)).status, 200)
    for (const later of [0, 60_000, 298_000, 597_000]) {
      t.clock.now = NOON + later
      await t.ledger.prune()
      await refuse(t, call(t, body), 'ERR_REQUEST_REPLAYED')
    }
    assert.equal(t.messages.length, 1)
  })

  it('W05: nor with the same id in other words, but as another message of another conversation', async () => {
    const t = createTestWebhook()
    await call(t, compose())
    await refuse(t, call(t, compose({ text: 'something else' })), 'ERR_REQUEST_REPLAYED')
    assert.equal((await call(t, compose({ conversation: { id: '19:other' } }))).status, 200)
    assert.equal((await call(t, compose({ id: '1485983408512' }))).status, 200)
    assert.equal(t.messages.length, 3)
  })

  it('W05, R03: of fifty at once one runs, over two nodes', async () => {
    const ledger = createMemoryLedger({ now: () => NOON })
    const [one, two] = [createTestWebhook({ ledger }), createTestWebhook({ ledger })]
    const body = compose()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => call(index % 2 === 0 ? one : two, body)),
    )
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    assert.equal(answers.filter(({ status }) => status === 401).length, 49)
    assert.equal(one.messages.length + two.messages.length, 1)
  })

  it('R10: a ledger that is younger than a message does not know whether it ran', async () => {
    const t = createTestWebhook()
    const body = compose({ timestamp: new Date(NOON - 60_000).toISOString() })
    await refuse(t, call(t, body), 'ERR_ACTION_LEDGER_TOO_OLD')
  })

  it('R08: a handler that throws is in doubt, and the message is not answered again', async () => {
    const t = createTestWebhook({
      webhook: {
        onMessage: () => {
          throw new Error('the flow is down')
        },
      },
    })
    const body = compose()
    const answered = await call(t, body)
    assert.deepEqual([answered.status, answered.body], [500, ''])
    assert.ok(t.events.some(({ type }) => type === 'action.in-doubt'))
    await refuse(t, call(t, body), 'ERR_REQUEST_REPLAYED')
    assert.equal((await t.ledger.list({ state: 'in-doubt' })).length, 1)
  })

  it('R06: without its ledger nothing runs', async () => {
    const t = createTestWebhook({ service: { ledger: 'sqlite:/nowhere/at/all/ledger.db' } })
    const answered = await call(t, compose())
    assert.equal(answered.status, 503)
    assert.equal(t.messages.length, 0)
  })

  it('R13: no answer leaves before it is recorded that the message was answered', async () => {
    const ledger = withFaults(createMemoryLedger({ now: () => NOON }), { settle: down })
    const t = createTestWebhook({ ledger })
    const answered = await call(t, compose())
    assert.deepEqual([answered.status, answered.body], [500, ''])
    assert.ok(t.events.some(({ type }) => type === 'action.outcome-lost'))
  })
})

describe('a slow handler', () => {
  it('is answered for within the time that Teams waits, and its outcome is recorded when it comes', async () => {
    let finish: (text: string) => void = () => undefined
    const t = createTestWebhook({
      service: { budgets: { actMs: 20 } },
      webhook: { onMessage: () => new Promise((resolve) => (finish = resolve)) },
    })
    const answered = await call(t, compose())
    assert.deepEqual(JSON.parse(answered.body), { type: 'message', text: 'This is still being worked on.' })
    assert.equal((await t.ledger.list({ state: 'running' })).length, 1)
    finish('done')
    await t.service.close()
    assert.ok(t.events.some((event) => event.type === 'action.settled' && event.late))
  })
})

describe('teamsWebhook', () => {
  it('names everything that is wrong, and no key', () => {
    const wrong = { keys: ['SECRETkey'], path: 'x', onMessage: undefined as never }
    assert.throws(
      () => createTestWebhook({ webhook: wrong, service: { ledger: undefined } as never }),
      (error: Error & { code?: string; problems?: string[] }) => {
        assert.equal(error.code, 'ERR_CONFIG_INVALID')
        assert.equal(error.problems?.length, 4)
        assert.doesNotMatch(inspect(error), /SECRET/)
        return true
      },
    )
    assert.throws(() => createTestWebhook({ webhook: { keys: [] } }), { code: 'ERR_CONFIG_INVALID' })
  })

  it("takes the service's keys where it is given none", async () => {
    const t = createTestWebhook({
      service: { webhookKeys: [KEY] },
      webhook: { keys: undefined } as unknown as Partial<TeamsWebhookOptions>,
    })
    assert.equal((await call(t, compose())).status, 200)
  })

  it('H05: no event holds the key, the MAC or what was said', async () => {
    const t = createTestWebhook()
    const body = compose({ text: 'SECRET-text' })
    await call(t, body)
    await call(t, body)
    const seen = inspect(t.events, { depth: 20 })
    assert.doesNotMatch(seen, /SECRET-text/)
    assert.ok(!seen.includes(KEY))
  })
})
