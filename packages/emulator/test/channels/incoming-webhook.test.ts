import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { Emulator, type ChannelWithWebhook } from '../../src/index.js'
import { readWebhookPost } from '../../src/channels/read-webhook-post.js'
import { call, type Reply } from '../support/http-call.js'

const ADAPTIVE_CARD = {
  type: 'AdaptiveCard',
  version: '1.4',
  body: [{ type: 'TextBlock', text: 'Build 1234 is green' }],
  actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://builds.example/1234' }],
}

function makeMessage(...cards: readonly unknown[]): Record<string, unknown> {
  const contentType = 'application/vnd.microsoft.card.adaptive'
  return {
    type: 'message',
    attachments: cards.map((content) => ({ contentType, contentUrl: null, content })),
  }
}

describe('the incoming webhook of a channel', () => {
  let emulator: Emulator
  let channel: ChannelWithWebhook
  beforeEach(async () => {
    emulator = await Emulator.start()
    channel = emulator.addChannel({ name: 'General' })
  })
  afterEach(() => emulator.close())

  const post = (
    body: unknown,
    headers: Readonly<Record<string, string>> = { 'Content-Type': 'application/json' },
    path = new URL(channel.webhookUrl).pathname,
  ): Promise<Reply> =>
    call(emulator.url, path, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it('needs nothing but its URL, shows an Adaptive Card in the channel, and answers 1', async () => {
    const reply = await post(makeMessage(ADAPTIVE_CARD))
    assert.equal(reply.status, 200)
    assert.equal(reply.text, '1')
    const [message] = emulator.listMessages({ mailbox: 'channel:General' })
    assert.ok(message)
    assert.deepEqual(message.source, { type: 'channel', channel: 'General', via: 'incoming-webhook' })
    assert.equal(message.admission.outcome, 'shown')
    assert.equal(message.admission.mail.subject, 'Build 1234 is green')
    assert.deepEqual(message.card, ADAPTIVE_CARD)
    assert.equal(
      JSON.stringify(makeMessage(ADAPTIVE_CARD)),
      Buffer.from(await emulator.readRaw(1)).toString(),
    )
  })

  it('takes a post of Node’s own fetch', async () => {
    const reply = await fetch(channel.webhookUrl, { method: 'POST', body: '{"text":"hello"}' })
    assert.deepEqual([reply.status, await reply.text()], [200, '1'])
  })

  it('shows a plain text', async () => {
    assert.equal((await post({ text: 'The build is green.' })).text, '1')
    assert.equal((await post({ type: 'message', text: 'So is this.' })).text, '1')
    const [first, second] = emulator.listMessages()
    assert.equal(first?.admission.outcome, 'no-card')
    assert.equal(first?.admission.mail.text, 'The build is green.')
    assert.equal(second?.admission.mail.text, 'So is this.')
  })

  it('tells of a post as of a mail: arrival, findings, admission', async () => {
    await post(makeMessage(ADAPTIVE_CARD))
    const types = emulator.listEvents().map(({ type }) => type)
    assert.deepEqual(types, ['channel-added', 'message-posted', 'admission-finding', 'mail-admitted'])
  })

  it('withholds an Adaptive Card whose buttons Teams does not show', async () => {
    const http = { type: 'Action.Http', title: 'Go', method: 'GET', url: 'https://builds.example/' }
    assert.equal((await post(makeMessage({ ...ADAPTIVE_CARD, version: '1.0', actions: [http] }))).text, '1')
    const { admission, card, withheldCard } = emulator.getMessage(1)
    assert.equal(admission.outcome, 'withheld')
    assert.ok(admission.findings.some(({ code }) => code === 'TEAMS_ACTION_HTTP'))
    assert.equal(card, undefined)
    assert.notEqual(withheldCard, undefined)
  })

  it('warns of several cards, and of an Action.Execute without a bot', async () => {
    const execute = { type: 'Action.Execute', title: 'Go', verb: 'go' }
    await post(makeMessage({ ...ADAPTIVE_CARD, actions: [execute] }, ADAPTIVE_CARD))
    const codes = emulator.getMessage(1).admission.findings.map(({ code }) => code)
    assert.ok(codes.includes('TEAMS_SEVERAL_CARDS') && codes.includes('TEAMS_NO_BOT'))
  })

  const unusable: readonly [string, string, string][] = [
    ['no JSON', 'hello', 'Bad payload received by generic incoming webhook.'],
    [
      'two members of one name',
      '{"text":"a","text":"b"}',
      'Bad payload received by generic incoming webhook.',
    ],
    ['a list', '[]', 'Bad payload received by generic incoming webhook.'],
    ['nothing to show', '{}', 'Summary or Text is required.'],
    ['a MessageCard without text', '{"@type":"MessageCard","title":"x"}', 'Summary or Text is required.'],
    ['an unknown type', '{"@type":"Person","text":"x"}', 'Bad payload received by generic incoming webhook.'],
    [
      'a message without text and card',
      '{"type":"message"}',
      'Bad payload received by generic incoming webhook.',
    ],
    [
      'an attachment that is no card',
      JSON.stringify(makeMessage({ type: 'HeroCard' })),
      'Bad payload received by generic incoming webhook.',
    ],
  ]
  for (const [what, body, text] of unusable) {
    it(`answers 400 to ${what}`, async () => {
      const reply = await post(body)
      assert.equal(reply.status, 400)
      assert.equal(reply.text, text)
      assert.deepEqual(emulator.listMessages(), [])
    })
  }

  it('answers 413 to more than 28 KB, with and without a length', async () => {
    const text = 'x'.repeat(28 * 1024)
    assert.equal((await post({ text })).status, 413)
    const chunked = await call(emulator.url, new URL(channel.webhookUrl).pathname, {
      method: 'POST',
      headers: { 'Transfer-Encoding': 'chunked' },
      body: JSON.stringify({ text }),
    })
    assert.equal(chunked.status, 413)
    assert.deepEqual(emulator.listMessages(), [])
  })

  it('answers 404 to a wrong secret, a wrong id and another channel’s secret, all alike', async () => {
    const other = emulator.addChannel({ name: 'Other' })
    const [, , id = '', secret = ''] = new URL(channel.webhookUrl).pathname.split('/')
    const [, , , othersSecret = ''] = new URL(other.webhookUrl).pathname.split('/')
    const texts = new Set<string>()
    for (const path of [
      `/webhook/${id}/${secret.slice(1)}x`,
      `/webhook/${id}/${othersSecret}`,
      `/webhook/${'0'.repeat(32)}/${secret}`,
      `/webhook/__proto__/${secret}`,
    ]) {
      const reply = await post({ text: 'hello' }, {}, path)
      assert.equal(reply.status, 404, path)
      texts.add(reply.text)
    }
    assert.equal(texts.size, 1)
    assert.deepEqual(emulator.listMessages(), [])
  })

  it('E01: takes nothing from a page, our own included, and nothing under a foreign Host', async () => {
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: emulator.url },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-origin' },
      { Host: 'evil.example' },
    ]) {
      assert.equal((await post({ text: 'hello' }, headers)).status, 403, JSON.stringify(headers))
    }
    assert.deepEqual(emulator.listMessages(), [])
  })

  it('answers POST only', async () => {
    assert.equal((await call(emulator.url, new URL(channel.webhookUrl).pathname)).status, 400)
  })

  it('delivers no post again, because it is no mail', async () => {
    await post({ text: 'hello' })
    await assert.rejects(emulator.resend(1), { code: 'ERR_EMULATOR_NOT_A_MAIL' })
    await assert.rejects(emulator.deliverAgain(1, 'adele'), { code: 'ERR_EMULATOR_NOT_A_MAIL' })
  })

  it('is summarised with its source, and given back as it was posted', async () => {
    await post({ text: 'hello' })
    const headers = { 'Countersign-Secret': emulator.secret }
    const list = await call(emulator.url, '/api/v1/messages?mailbox=channel:General', { headers })
    const { messages } = JSON.parse(list.text) as { messages: { source: { type: string } }[] }
    assert.equal(messages[0]?.source.type, 'channel')
    const raw = await call(emulator.url, '/api/v1/messages/1/raw', { headers })
    assert.equal(raw.headers['content-type'], 'application/json')
    assert.equal(raw.text, '{"text":"hello"}')
  })
})

describe('readWebhookPost', () => {
  it('never throws, whatever is posted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readWebhookPost(bytes)
      }),
    )
    const names = fc.constantFrom('type', '@type', 'text', 'summary', 'attachments', 'content', 'contentType')
    const values = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        fc.constantFrom(
          'message',
          'MessageCard',
          'AdaptiveCard',
          'application/vnd.microsoft.card.adaptive',
          '',
        ),
        fc.jsonValue(),
        fc.dictionary(names, tie('value')),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    })).value
    fc.assert(
      fc.property(values, (value) => {
        readWebhookPost(Buffer.from(JSON.stringify(value)))
      }),
    )
  })
})
