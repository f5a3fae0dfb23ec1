import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { Emulator, FAULT_NAMES, orgUserId, teamsUserId, type MailboxMessage } from '../../src/index.js'
import { call, type Reply } from '../support/http-call.js'
import {
  startRecordingService,
  type RecordedRequest,
  type RecordingService,
  type ServiceAnswer,
} from '../support/recording-service.js'

const APP_ID = '1f0b4c44-6f0e-4e0e-9d6c-1b1ac8a7c001'
const CARD_TYPE = 'application/vnd.microsoft.card.adaptive'
const MESSAGE_TYPE = 'application/vnd.microsoft.activity.message'

function makeCard(own: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: 'Expense 1234' },
      { type: 'Input.Text', id: 'comment', value: 'no remark' },
    ],
    actions: [
      {
        type: 'Action.Execute',
        id: 'approve',
        title: 'Approve',
        verb: 'approve',
        data: { cst: 'sealed', comment: 'of the card' },
      },
    ],
    ...own,
  }
}

function envelope(type: string, value: unknown, statusCode = 200): ServiceAnswer {
  return {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ statusCode, type, value }),
  }
}

interface Invoke {
  readonly [member: string]: unknown
  readonly id: string
  readonly serviceUrl: string
  readonly channelId: string
  readonly from: { readonly id: string; readonly aadObjectId: string; readonly name: string }
  readonly conversation: { readonly id: string; readonly tenantId: string }
  readonly channelData: { readonly tenant: { readonly id: string } }
  readonly value: {
    readonly action: { readonly [member: string]: unknown; readonly data: unknown }
    readonly trigger: string
  }
}

describe('the bot connector', () => {
  let emulator: Emulator
  let bot: RecordingService
  let answer: (request: RecordedRequest) => ServiceAnswer = () => envelope(MESSAGE_TYPE, 'Recorded.')

  before(async () => {
    bot = await startRecordingService((request) => answer(request))
  })
  after(() => bot.close())
  beforeEach(async () => {
    emulator = await Emulator.start()
    answer = () => envelope(MESSAGE_TYPE, 'Recorded.')
    bot.requests.length = 0
  })
  afterEach(() => emulator.close())

  const post = (card: unknown = makeCard(), to = 'adele'): Promise<MailboxMessage> =>
    emulator.postBotCard({ appId: APP_ID, endpoint: `${bot.origin}/api/messages`, card, to })
  const lastInvoke = (): Invoke => JSON.parse(bot.requests.at(-1)?.body ?? '') as Invoke
  const lastToken = (): string => String(bot.requests.at(-1)?.headers.authorization).replace(/^Bearer /, '')
  const readKeys = async (): Promise<JSONWebKeySet> => {
    const base = `${emulator.issuerBase}/login.botframework.com/v1/.well-known`
    const discovery = (await (await fetch(`${base}/openidconfiguration`)).json()) as {
      issuer: string
      jwks_uri: string
    }
    assert.equal(discovery.issuer, 'https://api.botframework.com')
    assert.equal(discovery.jwks_uri, `${base}/keys`)
    return (await (await fetch(discovery.jwks_uri)).json()) as JSONWebKeySet
  }

  it('shows a card of version 1.4 in the chat of its reader, beside the mails', async () => {
    const message = await post()
    assert.equal(message.mailbox, 'adele@contoso.example')
    assert.equal(message.source.type, 'chat')
    assert.equal(message.admission.outcome, 'shown')
    assert.deepEqual(emulator.listMessages({ mailbox: 'adele' }), [message])
    assert.deepEqual(JSON.parse(Buffer.from(await emulator.readRaw(message.id)).toString()), makeCard())
  })

  it('presses Action.Execute with the invoke that Teams sends, under a token that jose verifies', async () => {
    const message = await post()
    const result = await emulator.press(message.id, 'approve', { inputs: { comment: 'fine by me' } })
    assert.equal(result.outcome, 'done')
    assert.equal(result.statusText, 'Recorded.')
    assert.deepEqual(result.envelope, { statusCode: 200, type: MESSAGE_TYPE })

    const invoke = lastInvoke()
    const adele = emulator.users.find(({ alias }) => alias === 'adele')
    assert.ok(adele)
    assert.equal(bot.requests[0]?.url, '/api/messages')
    assert.equal(invoke.type, 'invoke')
    assert.equal(invoke.name, 'adaptiveCard/action')
    assert.equal(invoke.channelId, 'msteams')
    assert.deepEqual(invoke.from, {
      id: teamsUserId(APP_ID, adele),
      name: 'Adele Vance',
      aadObjectId: adele.objectId,
    })
    assert.equal(invoke.conversation.tenantId, adele.tenantId)
    assert.equal(invoke.channelData.tenant.id, adele.tenantId)
    assert.deepEqual(invoke.value, {
      action: {
        type: 'Action.Execute',
        id: 'approve',
        title: 'Approve',
        verb: 'approve',
        // An input wins over a member of its name, as in the official renderer.
        data: { cst: 'sealed', comment: 'fine by me' },
      },
      trigger: 'manual',
    })

    const keys = await readKeys()
    const endorsements = keys.keys.map((key) => (key as { endorsements?: unknown }).endorsements)
    assert.deepEqual(endorsements, [['msteams']])
    const { payload } = await jwtVerify(lastToken(), createLocalJWKSet(keys), {
      issuer: 'https://api.botframework.com',
      audience: APP_ID,
      algorithms: ['RS256'],
    })
    assert.equal(payload.serviceurl, invoke.serviceUrl)
    assert.equal(new URL(invoke.serviceUrl).hostname, 'smba.emulator.example')
  })

  it('keeps every token out of results and events', async () => {
    const message = await post()
    const result = await emulator.press(message.id, 'approve')
    const told = JSON.stringify([result, emulator.listEvents(), emulator.getMessage(message.id)])
    assert.ok(!told.includes(lastToken().split('.')[2] ?? ''))
  })

  it('puts the card of an answer in place of the old one, for the reader of the chat', async () => {
    const message = await post()
    const decided = makeCard({ actions: [], body: [{ type: 'TextBlock', text: 'Approved.' }] })
    answer = () => envelope(CARD_TYPE, decided)
    const result = await emulator.press(message.id, '1')
    assert.deepEqual(result.refreshedCard, decided)
    assert.deepEqual(emulator.getMessage(message.id).card, decided)
    assert.equal(emulator.getMessage(message.id).refreshes, 1)
  })

  it('O04: shows the card of an answer to nobody but the person who pressed', async () => {
    const message = await post()
    answer = () => envelope(CARD_TYPE, makeCard({ actions: [] }))
    const result = await emulator.press(message.id, 'approve', { as: 'megan' })
    assert.notEqual(result.refreshedCard, undefined)
    assert.deepEqual(emulator.getMessage(message.id).card, makeCard())
    const { channelData } = lastInvoke()
    assert.equal(channelData.tenant.id, emulator.users.find(({ alias }) => alias === 'megan')?.tenantId)
  })

  it('lets somebody of the other tenant press on purpose, under that tenant', async () => {
    const message = await post()
    await emulator.press(message.id, 'approve', { as: 'grady' })
    const grady = emulator.users.find(({ alias }) => alias === 'grady')
    assert.equal(lastInvoke().conversation.tenantId, grady?.tenantId)
    assert.equal(lastInvoke().from.aadObjectId, grady?.objectId)
  })

  const answers: readonly [string, ServiceAnswer, Readonly<Record<string, unknown>>][] = [
    [
      'an error of the caller',
      envelope('application/vnd.microsoft.error', { code: '403', message: 'Not yours.' }, 403),
      { outcome: 'refused', statusText: 'Not yours.' },
    ],
    [
      'an error of the bot',
      envelope('application/vnd.microsoft.error', { code: '500', message: 'Broken.' }, 500),
      { outcome: 'failed', statusText: 'Broken.' },
    ],
    [
      'loginRequest',
      envelope('application/vnd.microsoft.activity.loginRequest', { text: 'Please sign in' }, 401),
      { outcome: 'refused', statusText: 'Please sign in' },
    ],
    [
      'preconditionFailed',
      envelope(
        'application/vnd.microsoft.error.preconditionFailed',
        { code: '412', message: 'Expired.' },
        412,
      ),
      { outcome: 'refused', statusText: 'Expired.' },
    ],
    ['a refused token', { status: 403 }, { outcome: 'refused', status: 403 }],
    ['no envelope', { body: '{"ok":true}' }, { outcome: 'failed', failure: 'broken-answer' }],
    ['no JSON', { body: 'done' }, { outcome: 'failed', failure: 'broken-answer' }],
    [
      'a message that is no text',
      envelope(MESSAGE_TYPE, { text: 'done' }),
      { outcome: 'failed', failure: 'broken-answer' },
    ],
    [
      'a card that is none',
      envelope(CARD_TYPE, { text: 'done' }),
      { outcome: 'failed', failure: 'broken-answer' },
    ],
    ['a failure of the server', { status: 500 }, { outcome: 'failed', failure: 'unexpected-status' }],
  ]
  for (const [name, given, expected] of answers) {
    it(`judges ${name}`, async () => {
      const message = await post()
      answer = () => given
      const result: Readonly<Record<string, unknown>> = { ...(await emulator.press(message.id, 'approve')) }
      for (const [member, value] of Object.entries(expected)) assert.equal(result[member], value, member)
      assert.deepEqual(emulator.getMessage(message.id).card, makeCard())
    })
  }

  it('withholds a card whose Action.Execute has a version below 1.4, and one with Action.Http', async () => {
    const old = await post(makeCard({ version: '1.3' }))
    assert.equal(old.admission.outcome, 'withheld')
    assert.ok(old.admission.findings.some(({ code }) => code === 'CARD_ACTION_EXECUTE_VERSION'))
    const http = { type: 'Action.Http', title: 'Go', method: 'GET', url: 'https://a.example/' }
    const mixed = await post(makeCard({ actions: [http] }))
    assert.ok(mixed.admission.findings.some(({ code }) => code === 'TEAMS_ACTION_HTTP'))
    for (const { id } of [old, mixed])
      await assert.rejects(emulator.press(id, '1'), { code: 'ERR_EMULATOR_NO_CARD' })
    assert.equal(bot.requests.length, 0)
  })

  it('refuses endpoints off this machine, texts that are no card, and unknown readers', async () => {
    const endpoint = `${bot.origin}/api/messages`
    for (const wrong of [
      { appId: APP_ID, endpoint: 'https://bot.contoso.example/api/messages', card: makeCard(), to: 'adele' },
      { appId: APP_ID, endpoint: 'http://10.0.0.1/api/messages', card: makeCard(), to: 'adele' },
      { appId: APP_ID, endpoint: `http://user:pass@127.0.0.1:1/`, card: makeCard(), to: 'adele' },
      { appId: '', endpoint, card: makeCard(), to: 'adele' },
      { appId: APP_ID, endpoint, card: '{"type":"AdaptiveCard","type":"X"}', to: 'adele' },
    ]) {
      await assert.rejects(emulator.postBotCard(wrong), { code: 'ERR_EMULATOR_BOT_CARD' })
    }
    await assert.rejects(post(makeCard(), 'nobody'), { code: 'ERR_EMULATOR_USER_NOT_FOUND' })
    await assert.rejects(post(makeCard(), 'channel:None'), { code: 'ERR_EMULATOR_CHANNEL_NOT_FOUND' })
  })

  describe('refresh.action', () => {
    const refreshing = (userIds?: readonly string[]): Record<string, unknown> =>
      makeCard({
        refresh: {
          action: { type: 'Action.Execute', verb: 'view', data: { cst: 'read' } },
          ...(userIds === undefined ? {} : { userIds }),
        },
      })

    it('runs when the message is opened by one of its users, without a click and without inputs', async () => {
      const adele = emulator.users.find(({ alias }) => alias === 'adele')
      assert.ok(adele)
      for (const id of [teamsUserId(APP_ID, adele), orgUserId(adele)]) {
        const message = await post(refreshing([id]))
        const fresh = makeCard({ actions: [] })
        answer = () => envelope(CARD_TYPE, fresh)
        const result = await emulator.open(message.id)
        assert.equal(result?.action, 'refresh.action')
        assert.equal(lastInvoke().value.trigger, 'automatic')
        assert.deepEqual(lastInvoke().value.action.data, { cst: 'read' })
        assert.deepEqual(emulator.getMessage(message.id).card, fresh)
      }
    })

    it('runs for nobody else, for everybody where no users are named, and never for a withheld card', async () => {
      const adele = emulator.users.find(({ alias }) => alias === 'adele')
      assert.ok(adele)
      const message = await post(refreshing([orgUserId(adele)]))
      assert.equal(await emulator.open(message.id, { as: 'megan' }), undefined)
      assert.equal(bot.requests.length, 0)
      const open = await post(refreshing())
      assert.notEqual(await emulator.open(open.id, { as: 'megan' }), undefined)
      const withheld = await post({ ...refreshing(), version: '1.2' })
      emulator.setAdmission(false)
      assert.equal(await emulator.open(withheld.id), undefined)
      assert.equal(bot.requests.length, 1)
    })
  })

  describe('faults', () => {
    const times = (): { nbf: number; exp: number; aud: string } => {
      const payload = Buffer.from(lastToken().split('.')[1] ?? '', 'base64url').toString()
      return JSON.parse(payload) as { nbf: number; exp: number; aud: string }
    }

    it('distort the token', async () => {
      const message = await post()
      const now = Date.now() / 1000
      await emulator.press(message.id, 'approve', { fault: 'expired-token' })
      assert.ok(times().exp < now - 3000)
      await emulator.press(message.id, 'approve', { fault: 'future-token' })
      assert.ok(times().nbf > now + 3000)
      await emulator.press(message.id, 'approve', { fault: 'wrong-audience' })
      assert.notEqual(times().aud, APP_ID)
      const keys = createLocalJWKSet(await readKeys())
      await emulator.press(message.id, 'approve', { fault: 'unknown-kid' })
      await assert.rejects(jwtVerify(lastToken(), keys))
      await emulator.press(message.id, 'approve', { fault: 'rotated-key' })
      await assert.rejects(jwtVerify(lastToken(), keys))
      await jwtVerify(lastToken(), createLocalJWKSet(await readKeys()))
    })

    it('W05: post the same activity again, or the same press under another activity id', async () => {
      const message = await post()
      const result = await emulator.press(message.id, 'approve', { fault: 'duplicate-post' })
      assert.deepEqual(result.duplicateStatuses, [200])
      const ids = (): string[] => bot.requests.map(({ body }) => (JSON.parse(body) as Invoke).id)
      assert.equal(new Set(ids()).size, 1)
      bot.requests.length = 0
      await emulator.press(message.id, 'approve', { fault: 'duplicate-post-new-id' })
      assert.equal(new Set(ids()).size, 2)
    })

    it('are all taken', async () => {
      const message = await post()
      for (const fault of FAULT_NAMES) {
        const result = await emulator.press(message.id, 'approve', { fault, delayMs: 1 })
        assert.equal(result.fault, fault)
      }
    })
  })

  it('posts to a channel too: everybody in it sees the card, the first member presses by default', async () => {
    emulator.addChannel({ name: 'Expenses', members: ['megan', 'adele'] })
    const message = await post(makeCard(), 'channel:Expenses')
    assert.equal(message.mailbox, 'channel:Expenses')
    const result = await emulator.press(message.id, 'approve')
    assert.equal(result.actor.alias, 'megan')
    assert.equal((lastInvoke().conversation as { conversationType?: string }).conversationType, 'channel')
  })

  it('posts, presses and opens over HTTP too', async () => {
    const headers = { 'Countersign-Secret': emulator.secret, 'Content-Type': 'application/json' }
    const send = (path: string, body: unknown): Promise<Reply> =>
      call(emulator.url, `/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const endpoint = `${bot.origin}/api/messages`
    const refresh = { action: { type: 'Action.Execute', verb: 'view', data: {} } }
    const posted = await send('bot-cards', {
      appId: APP_ID,
      endpoint,
      card: makeCard({ refresh }),
      to: 'adele',
    })
    assert.equal(posted.status, 201, posted.text)
    const { id, source } = JSON.parse(posted.text) as { id: number; source: { type: string } }
    assert.equal(source.type, 'chat')
    const pressed = await send(`messages/${String(id)}/press`, { action: 'approve' })
    assert.equal((JSON.parse(pressed.text) as { outcome: string }).outcome, 'done')
    const opened = await send(`messages/${String(id)}/open`, {})
    assert.equal((JSON.parse(opened.text) as { action: string }).action, 'refresh.action')
    assert.equal((await send('bot-cards', { appId: APP_ID })).status, 400)
  })

  it('records each press with its steps, by the names that every press has', async () => {
    const message = await post()
    await emulator.press(message.id, 'approve')
    const steps = emulator.listEvents().flatMap((event) => (event.type === 'press-step' ? [event.step] : []))
    assert.deepEqual(steps, [
      'action-chosen',
      'inputs-merged',
      'token-minted',
      'request-sent',
      'answer-received',
    ])
    assert.equal(emulator.getMessage(message.id).presses.length, 1)
  })
})
