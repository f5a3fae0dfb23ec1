import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { Emulator, type OutgoingCallResult, type OutgoingCallOptions } from '../../src/index.js'
import { call } from '../support/http-call.js'
import { makeProvider, TARGET } from '../support/example-provider.js'
import {
  startRecordingService,
  type RecordedRequest,
  type RecordingService,
  type ServiceAnswer,
} from '../support/recording-service.js'

const KEY = randomBytes(32)

describe('an outgoing webhook', () => {
  let emulator: Emulator
  let service: RecordingService
  let answer: (request: RecordedRequest) => ServiceAnswer
  before(async () => {
    service = await startRecordingService((request) => answer(request))
  })
  after(() => service.close())
  beforeEach(async () => {
    emulator = await Emulator.start()
    emulator.addChannel({ name: 'Expenses' })
    answer = () => ({ body: '{"type":"message","text":"3 expenses wait."}' })
    service.requests.length = 0
  })
  afterEach(() => emulator.close())

  const ask = (own: Partial<OutgoingCallOptions> = {}): Promise<OutgoingCallResult> =>
    emulator.callTeamsWebhook({
      url: `${service.origin}/teams`,
      key: KEY.toString('base64'),
      text: 'what waits?',
      as: 'adele',
      channel: 'Expenses',
      ...own,
    })
  const activity = (at = -1): { id: string; timestamp: string; [member: string]: unknown } =>
    JSON.parse(service.requests.at(at)?.body ?? '') as { id: string; timestamp: string }
  const mac = (at = -1): string => `HMAC ${sign(service.requests.at(at)?.body ?? '')}`
  const sign = (body: string): string => createHmac('sha256', KEY).update(body).digest('base64')

  it('posts the activity under the HMAC of its raw body, and shows question and answer in the channel', async () => {
    const { question, answer: reply, result } = await ask()
    assert.equal(result.outcome, 'done')
    assert.equal(service.requests[0]?.headers.authorization, mac())
    const sent = activity()
    const adele = emulator.users.find(({ alias }) => alias === 'adele')
    assert.equal(sent.type, 'message')
    assert.equal(sent.text, '<at>Countersign</at> what waits?')
    assert.equal((sent.from as { aadObjectId: string }).aadObjectId, adele?.objectId)
    assert.equal((sent.channelData as { tenant: { id: string } }).tenant.id, adele?.tenantId)
    assert.ok(Math.abs(Date.parse(sent.timestamp) - Date.now()) < 60_000)

    assert.deepEqual(
      emulator.listMessages({ mailbox: 'channel:Expenses' }).map(({ admission }) => admission.mail.text),
      ['@Countersign what waits?', '3 expenses wait.'],
    )
    assert.equal(question.presses.length, 1)
    assert.equal(reply?.admission.mail.subject, '3 expenses wait.')
  })

  it('W05: sends the same bytes again under the same MAC, as a replay', async () => {
    const { callId, question } = await ask()
    await emulator.replayTeamsWebhook(callId)
    const [first, second] = service.requests
    assert.equal(first?.body, second?.body)
    assert.equal(first?.headers.authorization, second?.headers.authorization)
    assert.equal(emulator.getMessage(question.id).presses.length, 2)
    await assert.rejects(emulator.replayTeamsWebhook('another'), { code: 'ERR_EMULATOR_CALL_NOT_FOUND' })
  })

  it('plays the faults that fit: an old and a future timestamp, a double post, a new id', async () => {
    await ask({ fault: 'expired-token' })
    assert.ok(Date.parse(activity().timestamp) < Date.now() - 3_000_000)
    assert.equal(service.requests.at(-1)?.headers.authorization, mac())
    await ask({ fault: 'future-token' })
    assert.ok(Date.parse(activity().timestamp) > Date.now() + 3_000_000)
    service.requests.length = 0
    const twice = await ask({ fault: 'duplicate-post' })
    assert.deepEqual(twice.result.duplicateStatuses, [200])
    assert.equal(activity(0).id, activity(1).id)
    service.requests.length = 0
    await ask({ fault: 'duplicate-post-new-id' })
    assert.notEqual(activity(0).id, activity(1).id)
    assert.equal(service.requests[1]?.headers.authorization, mac(1))
    await assert.rejects(ask({ fault: 'unknown-kid' }), { code: 'ERR_EMULATOR_FAULT' })
  })

  it('H05: keeps the key out of the messages and the events', async () => {
    const { result } = await ask()
    const kept = JSON.stringify([emulator.listMessages(), emulator.listEvents(), result])
    assert.ok(!kept.includes(KEY.toString('base64')))
    assert.ok(!kept.includes(sign(service.requests[0]?.body ?? '')))
  })

  it('shows the card of an answer, and says that only its links work', async () => {
    const content = {
      type: 'AdaptiveCard',
      version: '1.4',
      body: [{ type: 'TextBlock', text: 'Three expenses' }],
      actions: [{ type: 'Action.Execute', title: 'Go', verb: 'go' }],
    }
    const contentType = 'application/vnd.microsoft.card.adaptive'
    answer = () => ({ body: JSON.stringify({ type: 'message', attachments: [{ contentType, content }] }) })
    const { answer: reply, result } = await ask()
    assert.deepEqual(reply?.card, content)
    assert.ok(result.findings.some(({ code }) => code === 'TEAMS_OUTGOING_ACTION'))
  })

  const failures: readonly [string, ServiceAnswer, Readonly<Record<string, unknown>>][] = [
    ['a refusal', { status: 401 }, { outcome: 'refused', status: 401 }],
    ['a failure', { status: 500 }, { outcome: 'failed', failure: 'unexpected-status' }],
    [
      'an answer that is no message',
      { body: '{"ok":true}' },
      { outcome: 'failed', failure: 'broken-answer' },
    ],
    ['an answer that is no JSON', { body: 'done' }, { outcome: 'failed', failure: 'broken-answer' }],
  ]
  for (const [what, given, expected] of failures) {
    it(`shows ${what} as one`, async () => {
      answer = () => given
      const { answer: reply, result } = await ask()
      for (const [member, value] of Object.entries(expected))
        assert.equal({ ...result }[member as keyof typeof result], value)
      assert.equal(reply, undefined)
    })
  }

  it('refuses a key that is not 32 bytes in canonical base64, and callers off this machine', async () => {
    for (const key of [
      '',
      'abc',
      randomBytes(31).toString('base64'),
      KEY.toString('base64url'),
      ` ${KEY.toString('base64')}`,
    ]) {
      await assert.rejects(ask({ key }), { code: 'ERR_EMULATOR_OUTGOING_CALL' }, key)
    }
    for (const url of ['https://hook.example/', 'http://10.0.0.1/', 'file:///etc/passwd', 'no url']) {
      await assert.rejects(ask({ url }), { code: 'ERR_EMULATOR_OUTGOING_CALL' }, url)
    }
    await assert.rejects(ask({ channel: 'None' }), { code: 'ERR_EMULATOR_CHANNEL_NOT_FOUND' })
    await assert.rejects(ask({ as: 'nobody' }), { code: 'ERR_EMULATOR_USER_NOT_FOUND' })
    assert.equal(service.requests.length, 0)
  })

  it('reaches an https callback URL through the route of a registered provider', async () => {
    emulator.registerProvider(await makeProvider(service.origin))
    const { result } = await ask({ url: `${TARGET}/teams` })
    assert.equal(result.outcome, 'done')
    assert.equal(service.requests[0]?.headers.host, new URL(TARGET).host)
  })

  it('is called and replayed over HTTP too', async () => {
    const headers = { 'Countersign-Secret': emulator.secret, 'Content-Type': 'application/json' }
    const path = '/api/v1/outgoing-webhooks'
    const body = JSON.stringify({
      url: `${service.origin}/teams`,
      key: KEY.toString('base64'),
      text: 'what waits?',
      channel: 'Expenses',
    })
    const asked = await call(emulator.url, `${path}/call`, { method: 'POST', headers, body })
    assert.equal(asked.status, 200, asked.text)
    const { callId, answer: reply } = JSON.parse(asked.text) as {
      callId: string
      answer: { subject: string }
    }
    assert.equal(reply.subject, '3 expenses wait.')
    const again = await call(emulator.url, `${path}/calls/${callId}/replay`, { method: 'POST', headers })
    assert.equal(again.status, 200)
    assert.equal(service.requests.length, 2)
    const lost = await call(emulator.url, `${path}/calls/${callId}x/replay`, { method: 'POST', headers })
    assert.equal(lost.status, 404)
  })
})
