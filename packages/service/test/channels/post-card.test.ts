import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { CountersignError, createLimitedTokens, isCodedError, parseLimitedRoots } from '@countersign/core'
import {
  CHANNEL_TENANT,
  createChannelService,
  DEPLOY_URL,
  findAction,
  plainCard,
  type ChannelService,
} from '../support/channel-service.js'
import { CHANNEL_SECRET, openChannel, type ChannelAnswer, type TestChannel } from '../support/test-channel.js'
import { NOON, ORIGINATOR } from '../support/test-platform.js'
import { secrets } from '../support/test-service.js'

async function withChannel(
  answers: readonly ChannelAnswer[],
  run: (channel: TestChannel) => Promise<void>,
): Promise<void> {
  const channel = await openChannel(answers)
  try {
    await run(channel)
  } finally {
    await channel.close()
  }
}

async function failureOf(run: () => Promise<unknown>) {
  try {
    await run()
  } catch (error) {
    assert.ok(isCodedError(error), String(error))
    return error
  }
  assert.fail('it was accepted')
}

describe('post', () => {
  let channel: TestChannel
  before(async () => {
    channel = await openChannel()
  })
  after(async () => {
    await channel.close()
  })

  it('posts a MessageCard whose tokens are bound to the tenant of the channel, and to no mail', async () => {
    const t = createChannelService(channel)
    const card = await t.post({ version: 3 })
    const posted = channel.posts.at(-1)
    assert.equal(posted?.method, 'POST')
    assert.equal(posted.headers['content-type'], 'application/json; charset=utf-8')
    const limited = createLimitedTokens({
      roots: parseLimitedRoots(secrets.limitedKeys),
      service: ORIGINATOR,
      now: () => NOON,
    })
    for (const decision of ['restart', 'ignore']) {
      const target = new URL(findAction(card, decision).target)
      const claims = limited.open(target.searchParams.get('cst') ?? '')
      assert.equal(target.origin + target.pathname, DEPLOY_URL)
      assert.deepEqual(claims.actors, [{ tenantId: CHANNEL_TENANT, anyone: true }])
      assert.deepEqual(
        [claims.sender, claims.decision, claims.item, claims.version],
        ['channel', decision, 'web-7', 3],
      )
    }
    assert.deepEqual(
      t.events.filter(({ type }) => type === 'card.posted'),
      [{ type: 'card.posted', attempts: 1, kind: 'deploy', item: 'web-7', version: 3 }],
    )
  })

  it('posts an adaptive card in the envelope of a message, and none with buttons that channels do not show', async () => {
    const t = createChannelService(channel)
    const card = { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text: 'hi' }] } as const
    await t.kind.post({ item: 'web-7', to: channel.url, card })
    assert.deepEqual(JSON.parse(channel.posts.at(-1)?.text ?? ''), {
      type: 'message',
      attachments: [
        { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card },
      ],
    })
    const before = channel.posts.length
    const http = {
      type: 'Action.Http',
      id: 'restart',
      title: 'x',
      method: 'POST',
      url: DEPLOY_URL,
      body: '',
    } as const
    const execute = { type: 'Action.Execute', verb: 'restart', title: 'x' } as const
    for (const [version, action] of [
      ['1.0', http],
      ['1.4', execute],
    ] as const) {
      const faulty = { ...card, version, actions: [action] }
      const failure = await failureOf(() => t.kind.post({ item: 'web-7', to: channel.url, card: faulty }))
      assert.equal(failure.code, 'ERR_CARD_LINT')
    }
    assert.equal(channel.posts.length, before)
  })

  it('B05: lints the card before anything is opened or posted', async () => {
    const t = createChannelService(channel)
    const before = channel.posts.length
    const elsewhere = { '@type': 'HttpPOST', '@id': 'x', name: 'x', target: 'http://evil.example/' } as const
    const card = { ...plainCard('x'), potentialAction: [elsewhere] }
    const failure = await failureOf(() => t.kind.post({ item: 'web-7', to: channel.url, card }))
    assert.equal(failure.code, 'ERR_CARD_LINT')
    assert.equal(channel.posts.length, before)
  })

  it('names everything that is wrong at once', async () => {
    const t = createChannelService(channel)
    const other = 'fab00000-0000-4000-8000-0000000fab01'
    const wrong = { item: '', version: -1, tenantId: other, key: '', to: channel.url, card: plainCard('x') }
    const failure = await failureOf(() => t.kind.post(wrong))
    assert.equal(failure.code, 'ERR_CONFIG_POST')
    for (const name of ['item', 'version', 'tenantId', 'key'])
      assert.match(failure.message, new RegExp(`- ${name}`))
  })

  it('with the same key posts once, and after a failure again', async () => {
    await withChannel([{ status: 400 }, { status: 200, body: '1' }], async (flaky) => {
      const t = createChannelService(flaky)
      const post = () => t.kind.post({ item: 'web-7', key: 'k', to: flaky.url, card: plainCard('x') })
      assert.equal((await failureOf(post)).code, 'ERR_POST_REFUSED')
      assert.deepEqual(await post(), { attempts: 1 })
      assert.deepEqual(await post(), { attempts: 0 })
      assert.equal(flaky.posts.length, 2)
    })
  })

  it('R06: without its ledger nothing is posted', async () => {
    const t = createChannelService(channel, { service: { ledger: 'sqlite:/nowhere/at/all/ledger.db' } })
    const before = channel.posts.length
    const failure = await failureOf(() =>
      t.kind.post({ item: 'web-7', to: channel.url, card: plainCard('x') }),
    )
    assert.match(failure.code, /^ERR_LEDGER_/)
    assert.equal(channel.posts.length, before)
  })
})

describe('delivery to a channel', () => {
  it('waits as long as a throttling channel asks, and tries again', async () => {
    const throttled = { status: 429, headers: { 'retry-after': '0' } }
    const hidden = {
      status: 200,
      body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x',
      headers: { 'retry-after': '0' },
    }
    await withChannel(
      [throttled, hidden, { status: 503, headers: { 'retry-after': '0' } }, { status: 200, body: '1' }],
      async (channel) => {
        const t = createChannelService(channel)
        assert.deepEqual(await t.kind.post({ item: 'w', to: channel.url, card: plainCard('x') }), {
          attempts: 4,
        })
        assert.equal(new Set(channel.posts.map(({ text }) => text)).size, 1)
      },
    )
  })

  it('gives up on a channel that stays down, or that asks for more time than a call should take', async () => {
    await withChannel([{ status: 500, headers: { 'retry-after': '0' } }], async (channel) => {
      const t = createChannelService(channel)
      const failure = await failureOf(() => t.kind.post({ item: 'w', to: channel.url, card: plainCard('x') }))
      assert.equal(failure.code, 'ERR_POST_UNAVAILABLE')
      assert.equal(channel.posts.length, 4)
      assert.ok(t.events.some((event) => event.type === 'card.not-posted' && event.code === failure.code))
    })
    await withChannel([{ status: 429, headers: { 'retry-after': '3600' } }], async (channel) => {
      const t = createChannelService(channel)
      const failure = await failureOf(() => t.kind.post({ item: 'w', to: channel.url, card: plainCard('x') }))
      assert.ok(failure instanceof CountersignError)
      assert.deepEqual(failure.details, { status: 429, attempts: 1, retryAfterSeconds: 3600 })
      assert.equal(channel.posts.length, 1)
    })
  })

  it('H05: does not follow a redirect with the card', async () => {
    await withChannel([], async (elsewhere) => {
      await withChannel([{ status: 307, headers: { location: elsewhere.url } }], async (channel) => {
        const t = createChannelService(channel)
        const failure = await failureOf(() =>
          t.kind.post({ item: 'w', to: channel.url, card: plainCard('x') }),
        )
        assert.equal(failure.code, 'ERR_POST_REFUSED')
        assert.equal(elsewhere.posts.length, 0)
      })
    })
  })

  it('does not post what a channel would not take', async () => {
    await withChannel([], async (channel) => {
      const t = createChannelService(channel)
      const card = plainCard('x'.repeat(28 * 1024))
      const failure = await failureOf(() => t.kind.post({ item: 'w', to: channel.url, card }))
      assert.equal(failure.code, 'ERR_POST_SIZE')
      assert.equal(channel.posts.length, 0)
    })
  })

  it('ends with the reason of its signal', async () => {
    await withChannel([{ status: 429, headers: { 'retry-after': '20' } }], async (channel) => {
      const t = createChannelService(channel)
      const controller = new AbortController()
      const posting = t.kind.post({
        item: 'w',
        to: channel.url,
        card: plainCard('x'),
        signal: controller.signal,
      })
      while (channel.posts.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      controller.abort()
      await assert.rejects(posting, { name: 'AbortError' })
    })
  })
})

describe('H05: the address of a channel is a secret', () => {
  /** Everything that a caller, a listener or a log could see. */
  function listVisible(t: ChannelService, failure: unknown): string {
    return inspect([failure, t.events], { depth: 20, showHidden: true })
  }

  it('H05: it stands in no event and no error, however posting fails', async () => {
    const failures: readonly ChannelAnswer[][] = [
      [{ status: 400, body: 'bad' }],
      [{ status: 404 }],
      [{ status: 302, headers: { location: '/elsewhere' } }],
      [{ status: 500, headers: { 'retry-after': '0' } }],
      [{ status: 200, body: 'Webhook message delivery failed' }],
    ]
    for (const answers of failures) {
      await withChannel(answers, async (channel) => {
        const t = createChannelService(channel)
        const failure = await failureOf(() =>
          t.kind.post({ item: 'w', key: 'k', to: channel.url, card: plainCard('x') }),
        )
        assert.ok(!listVisible(t, failure).includes(CHANNEL_SECRET))
      })
    }
  })

  it('H05: not where nothing answers, nor where the address is refused, and the ledger does not keep it', async () => {
    const channel = await openChannel()
    const t = createChannelService(channel)
    await t.kind.post({ item: 'w', key: 'k', to: channel.url, card: plainCard('x') })
    await channel.close()
    const gone = await failureOf(() => t.kind.post({ item: 'w', to: channel.url, card: plainCard('x') }))
    assert.equal(gone.code, 'ERR_POST_NETWORK')
    const refused = await failureOf(() =>
      t.kind.post({ item: 'w', to: `https://evil.example/${CHANNEL_SECRET}`, card: plainCard('x') }),
    )
    assert.equal(refused.code, 'ERR_POST_ADDRESS')
    for (const failure of [gone, refused]) assert.ok(!listVisible(t, failure).includes(CHANNEL_SECRET))
  })
})
