import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  answer,
  CountersignTypeError,
  type HttpAnswer,
  type LimitedClaims,
  type OutlookCard,
} from '@countersign/core'
import { createService } from '../../src/index.js'
import {
  composeInvoke,
  createBotService,
  findExecute,
  LEAVE_CARD,
  openEnvelope,
  type BotService,
  type Invoke,
} from '../support/bot-service.js'
import { sealClaims } from '../support/forge-request.js'
import { pressCard } from '../support/press-card.js'
import {
  ADELE,
  ADELE_ELSEWHERE,
  ALEX,
  AUDIENCE,
  BOT_APP_ID,
  NOON,
  OTHER_TENANT,
  SENDER,
  TENANT,
} from '../support/test-platform.js'
import { platform, refusalsOf } from '../support/test-service.js'

const CARD = 'application/vnd.microsoft.card.adaptive'
const MESSAGE = 'application/vnd.microsoft.activity.message'
const ERROR = 'application/vnd.microsoft.error'

/** Refused inside the envelope: the connector is genuine, and the actor known. */
async function refuse(t: BotService, press: () => Promise<HttpAnswer>, code: string): Promise<void> {
  const envelope = openEnvelope(await press())
  assert.deepEqual([envelope.statusCode, envelope.type], [400, ERROR])
  assert.deepEqual(refusalsOf(t.events), [code])
  assert.deepEqual(t.runs, [])
}

describe("a press of a bot's card", () => {
  it('runs the decision of its verb with the inputs of the card', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    const envelope = openEnvelope(await t.press(card, 'approve', { inputs: { comment: 'have "fun"' } }))
    assert.deepEqual([envelope.statusCode, envelope.type], [200, CARD])
    assert.equal((envelope.value as OutlookCard).type, 'AdaptiveCard')
    assert.deepEqual(t.runs, ['approve 9 have "fun"'])
  })

  it('answers without a card in words', async () => {
    for (const [ended, text] of [
      [answer.done('Recorded.'), 'Recorded.'],
      [answer.declined('Withdrawn.'), 'Withdrawn.'],
      [answer.tryAgain('Please say why.'), 'Please say why.'],
    ] as const) {
      const t = createBotService({ run: () => ended })
      const envelope = openEnvelope(await t.press(await t.cardFor(), 'approve'))
      assert.deepEqual(envelope, { statusCode: 200, type: MESSAGE, value: text })
    }
  })

  it('names the inputs that do not fit', async () => {
    const t = createBotService()
    const envelope = openEnvelope(
      await t.press(await t.cardFor(), 'approve', { inputs: { comment: 'x'.repeat(201) } }),
    )
    assert.deepEqual(envelope.value, {
      code: 'BadRequest',
      message: 'Please check what you entered: comment.',
    })
    assert.deepEqual(t.runs, [])
  })

  it('R01: the same press again gets the recorded answer, by whatever activity it comes (R02, W05)', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    const first = await t.press(card, 'approve')
    assert.deepEqual(await t.press(card, 'approve'), first)
    assert.deepEqual(await t.press(card, 'approve', { activity: { id: 'f:8b1c-2' } }), first)
    assert.equal(t.runs.length, 1)
  })

  it('L07: the same person wants something else, another recipient comes second', async () => {
    const t = createBotService()
    const card = await t.cardFor({ to: [ADELE, ALEX] })
    await t.press(card, 'approve')
    const other = openEnvelope(await t.press(card, 'reject'))
    assert.deepEqual(other.value, { code: 'Conflict', message: 'This was decided already.' })
    const second = openEnvelope(await t.press(card, 'approve', { person: ALEX }))
    assert.equal(second.type, CARD)
    assert.match(JSON.stringify(second.value), new RegExp(`for ${ALEX.objectId} by bot`))
    assert.equal(t.runs.length, 1)
  })

  it('R03: of fifty presses at once one runs', async () => {
    const t = createBotService({
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, 10))
        return answer.done('Recorded.')
      },
    })
    const card = await t.cardFor({ to: [ADELE, ALEX] })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        t.press(card, 'approve', { person: index % 2 === 0 ? ADELE : ALEX }),
      ),
    )
    assert.equal(t.runs.length, 1)
    assert.ok(answers.every(({ status }) => status === 200))
  })

  it('R04: an activity id of somebody else claims nothing', async () => {
    const t = createBotService()
    const card = await t.cardFor({ to: [ADELE] })
    await t.press(card, 'approve', { person: ALEX, activity: { id: 'f:8b1c-1' } })
    assert.equal(
      openEnvelope(await t.press(card, 'approve', { activity: { id: 'f:8b1c-1' } })).statusCode,
      200,
    )
    assert.deepEqual(t.runs, ['approve 9 '])
  })

  it('R06: without its ledger nothing runs', async () => {
    const t = createBotService({ service: { ledger: 'sqlite:/nowhere/at/all/ledger.db' } })
    const data = { cst: sealClaims(BOT_CLAIMS) }
    const card = { ...LEAVE_CARD, actions: [{ type: 'Action.Execute', verb: 'approve', data }] } as const
    const envelope = openEnvelope(await t.press(card, 'approve'))
    assert.deepEqual([envelope.statusCode, envelope.type], [500, ERROR])
    assert.deepEqual(t.runs, [])
  })

  it('R08: a handler that throws is in doubt, and never runs again by itself', async () => {
    const t = createBotService({
      run: () => {
        throw new Error('secret of the handler')
      },
    })
    const card = await t.cardFor()
    for (let time = 0; time < 2; time += 1) {
      const envelope = openEnvelope(await t.press(card, 'approve'))
      assert.equal(envelope.statusCode, 400)
      assert.doesNotMatch(JSON.stringify(envelope), /secret/)
    }
    assert.equal(t.runs.length, 1)
  })

  it('L08: an older card changes nothing and shows the item as it is', async () => {
    const t = createBotService()
    const [old, current] = [await t.cardFor({ version: 1 }), await t.cardFor({ version: 2 })]
    assert.equal(openEnvelope(await t.press(old, 'approve')).type, CARD)
    assert.deepEqual(t.runs, [])
    await t.press(current, 'approve')
    assert.equal(t.runs.length, 1)
  })
})

describe('refresh', () => {
  it('L06: shows the view to its actor, however often, and decides nothing', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    for (let time = 0; time < 3; time += 1) {
      const envelope = openEnvelope(await t.refresh(card))
      assert.equal(envelope.type, CARD)
      assert.match(JSON.stringify(envelope.value), new RegExp(`9 for ${ADELE.objectId} by bot`))
    }
    assert.deepEqual(t.runs, [])
    assert.equal((await t.service.close(), t.runs.length), 0)
  })

  it('L06: a token to read decides nothing, and a decision never runs by itself', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    const read = { ...card, actions: [{ ...card.refresh?.action, verb: 'approve' }] } as OutlookCard
    await refuse(t, () => t.press(read, 'approve'), 'ERR_ACTION_PURPOSE')
    const automatic = createBotService()
    const other = await automatic.cardFor()
    await refuse(
      automatic,
      () => automatic.press(other, 'approve', { trigger: 'automatic' }),
      'ERR_ACTION_PURPOSE',
    )
  })

  it('O04: somebody else than the actor sees nothing', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    await refuse(t, () => t.refresh(card, { person: ALEX }), 'ERR_ACTION_FORBIDDEN')
  })

  it('binds what it shows to the token that fetched it', async () => {
    const t = createBotService({
      kind: {
        view: () => ({
          ...LEAVE_CARD,
          actions: [{ type: 'Action.Execute', verb: 'approve', title: 'Approve' }],
        }),
      },
    })
    const card = await t.cardFor()
    const shown = openEnvelope(await t.refresh(card)).value as OutlookCard
    t.clock.now += 15 * 86_400_000
    const late = openEnvelope(await t.press(shown, 'approve'))
    assert.equal(late.statusCode, 400)
    t.clock.now = NOON + 60_000
    assert.equal(openEnvelope(await t.press(shown, 'approve')).statusCode, 200)
    assert.equal(t.runs.length, 1)
  })

  it('leaves a card out that mixes the two kinds of action (S12)', async () => {
    const http = {
      type: 'Action.Http',
      id: 'approve',
      method: 'POST',
      url: 'https://leave.contoso.com/actions/leave',
      body: '',
    } as const
    const t = createBotService({ run: () => answer.done('Recorded.', { ...LEAVE_CARD, actions: [http] }) })
    const envelope = openEnvelope(await t.press(await t.cardFor(), 'approve'))
    assert.deepEqual(envelope, { statusCode: 200, type: MESSAGE, value: 'Recorded.' })
    assert.ok(t.events.some(({ type }) => type === 'view.failed'))
  })
})

const BOT_CLAIMS: Partial<LimitedClaims> = {
  kind: 'leave',
  item: '9',
  decision: 'approve',
  actors: [{ tenantId: TENANT, objectId: ADELE.objectId }],
  sender: `bot:${BOT_APP_ID}`,
}

async function pressSealed(t: BotService, claims: Partial<LimitedClaims>, call: Partial<Invoke> = {}) {
  const data = { cst: sealClaims({ ...BOT_CLAIMS, ...claims }) }
  return t.press(
    { ...LEAVE_CARD, actions: [{ type: 'Action.Execute', verb: 'approve', data }] },
    'approve',
    call,
  )
}

describe('who pressed', () => {
  it('I04: a recipient alone may press, of their own tenant', async () => {
    for (const person of [ALEX, ADELE_ELSEWHERE]) {
      const t = createBotService({ service: { tenants: [TENANT, OTHER_TENANT] } })
      const card = await t.cardFor()
      await refuse(t, () => t.press(card, 'approve', { person }), 'ERR_ACTION_FORBIDDEN')
    }
  })

  it('I01: is who the activity names as its sender, whatever its data say', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    const inputs = { aadObjectId: ADELE.objectId, from: ADELE.objectId }
    await refuse(t, () => t.press(card, 'approve', { person: ALEX, inputs }), 'ERR_ACTION_FORBIDDEN')
  })

  it('K03: no tenant, an unlisted one or two different ones are 403', async () => {
    const from = { id: '29:adele', aadObjectId: ADELE.objectId }
    for (const [activity, code] of [
      [{ channelData: {}, conversation: { id: 'a:1' } }, 'ERR_REQUEST_ACTIVITY'],
      [{ channelData: { tenant: { id: OTHER_TENANT } } }, 'ERR_REQUEST_ACTIVITY'],
      [{ channelData: { tenant: { id: 'common' } }, conversation: {} }, 'ERR_REQUEST_ACTIVITY'],
      [
        { channelData: { tenant: { id: OTHER_TENANT } }, conversation: { tenantId: OTHER_TENANT } },
        'ERR_TOKEN_TENANT',
      ],
      [{ from: { ...from, aadObjectId: undefined } }, 'ERR_REQUEST_ACTIVITY'],
      [{ from: { ...from, aadObjectId: '29:adele' } }, 'ERR_REQUEST_ACTIVITY'],
      [{ from: [from] }, 'ERR_REQUEST_ACTIVITY'],
    ] as const) {
      const t = createBotService()
      const answered = await t.press(await t.cardFor(), 'approve', { activity })
      assert.deepEqual([answered.status, answered.body], [403, ''])
      assert.deepEqual(refusalsOf(t.events), [code])
      assert.deepEqual(t.runs, [])
    }
  })

  it('may be whoever the kind authorises', async () => {
    const t = createBotService({ kind: { actors: 'authorized', objectIds: [ALEX.objectId] } })
    const card = await t.cardFor({ to: undefined } as never)
    assert.equal(openEnvelope(await t.press(card, 'approve', { person: ALEX })).statusCode, 200)
    const other = openEnvelope(await t.press(card, 'approve', { person: ADELE }))
    assert.deepEqual(other.value, { code: 'Forbidden', message: 'This action is not open to you.' })
    assert.equal(t.runs.length, 1)
  })
})

describe('the connector', () => {
  async function refuseConnector(call: Partial<Invoke>, code: string): Promise<void> {
    const t = createBotService()
    const answered = await t.press(await t.cardFor(), 'approve', call)
    assert.deepEqual([answered.status, answered.body], [403, ''])
    assert.deepEqual(refusalsOf(t.events), [code])
    assert.ok(t.events.some((event) => event.type === 'action.refused' && event.status === 403))
    assert.deepEqual(t.runs, [])
  }

  it("W01: speaks from the service URL of its token alone, and that has to be the platform's", async () => {
    await refuseConnector(
      { activity: { serviceUrl: 'https://smba.trafficmanager.net/apac/' } },
      'ERR_TOKEN_SERVICE_URL',
    )
    const elsewhere = 'https://evil.example/'
    await refuseConnector(
      { activity: { serviceUrl: 'http://smba.trafficmanager.net/emea/' } },
      'ERR_TOKEN_SERVICE_URL',
    )
    await refuseConnector(
      { activity: { serviceUrl: 'https://evil.com/' }, tokenClaims: { serviceurl: 'https://evil.com/' } },
      'ERR_TOKEN_SERVICE_URL',
    )
    await refuseConnector(
      { activity: { serviceUrl: elsewhere }, tokenClaims: { serviceurl: elsewhere } },
      'ERR_TOKEN_EMULATOR',
    )
  })

  it('W02: speaks for the channels that its key is endorsed for', async () => {
    await refuseConnector({ activity: { channelId: 'slack' } }, 'ERR_TOKEN_ENDORSEMENT')
  })

  it('A07: brings a token for this bot, and not the one of an action', async () => {
    await refuseConnector({ tokenClaims: { aud: AUDIENCE } }, 'ERR_TOKEN_AUDIENCE')
    await refuseConnector({ token: await platform.mintEntra(ADELE, { now: NOON }) }, 'ERR_TOKEN_ISSUER')
    await refuseConnector({ token: sealClaims(BOT_CLAIMS) }, 'ERR_TOKEN_MALFORMED')
    await refuseConnector(
      { tokenClaims: { exp: NOON / 1000 - 301, nbf: NOON / 1000 - 3600 } },
      'ERR_TOKEN_EXPIRED',
    )
  })

  it('O02: sends no more than an activity, and learns nothing from the answer', async () => {
    const t = createBotService()
    const token = await platform.mintBot({ now: NOON })
    for (const body of ['', '[]', '{', '{"type":"invoke"}', '{"type":"invoke","type":"x"}', '\xff']) {
      const headers = [['authorization', `Bearer ${token}`]] as const
      const answered = await t.bot.handle({
        method: 'POST',
        url: '/api/messages',
        headers,
        body: Buffer.from(body, 'latin1'),
      })
      assert.deepEqual([answered.status, answered.body], [403, ''], body)
    }
    const get = await t.bot.handle({
      method: 'GET',
      url: '/api/messages',
      headers: [],
      body: new Uint8Array(),
    })
    assert.equal(get.status, 405)
  })

  it('W03: without an app id there is no bot', () => {
    for (const appId of ['', 'not-a-guid', undefined]) {
      assert.throws(() => createBotService({ service: { bot: { appId: appId as string } } }), {
        code: 'ERR_CONFIG_INVALID',
      })
    }
    assert.throws(() => createBotService({ service: { bot: undefined } as never }), {
      code: 'ERR_CONFIG_INVALID',
    })
    const anywhere = {
      profile: 'substrate',
      tenants: [],
      sender: SENDER,
      jwks: platform.substrateJwks,
    } as const
    assert.throws(() => createBotService({ service: anywhere }), {
      code: 'ERR_CONFIG_INVALID',
      message: /bot: set tenants/,
    })
    const trustEmulator = { metadata: 'http://127.0.0.1:1/issuers', keyThumbprint: platform.keyThumbprint }
    assert.throws(() => createBotService({ service: { trustEmulator } }), {
      code: 'ERR_CONFIG_INVALID',
      message: /only the emulator's tenants/,
    })
  })

  it('may bring other activities, which change nothing', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    assert.equal((await t.press(card, 'approve', { activity: { type: 'message' } })).status, 200)
    assert.equal((await t.press(card, 'approve', { activity: { name: 'task/fetch' } })).status, 501)
    const stranger = await t.press(card, 'approve', {
      activity: { type: 'message' },
      tokenClaims: { aud: AUDIENCE },
    })
    assert.equal(stranger.status, 403)
    assert.deepEqual(t.runs, [])
  })
})

describe("the limited-purpose token of a bot's card", () => {
  it('L01: is for its verb, kind, bot, item and actor', async () => {
    for (const [claims, code] of [
      [{ decision: 'reject' }, 'ERR_ACTION_DECISION'],
      [{ kind: 'expense' }, 'ERR_ACTION_KIND'],
      [{ sender: 'bot:00000000-0000-4000-8000-000000000000' }, 'ERR_ACTION_SENDER'],
      [{ sender: SENDER }, 'ERR_ACTION_SENDER'],
      [{ sender: 'channel' }, 'ERR_ACTION_SENDER'],
      [{ purpose: 'link' }, 'ERR_ACTION_PURPOSE'],
      [{ actors: [{ address: ADELE.address }] }, 'ERR_ACTION_FORBIDDEN'],
      [{ actors: [{ tenantId: TENANT, anyone: true }] }, 'ERR_ACTION_FORBIDDEN'],
    ] as const) {
      const t = createBotService()
      await refuse(t, () => pressSealed(t, claims), code)
    }
  })

  it("L01: does not open the kind's action URL, nor a mail's token the bot", async () => {
    const t = createBotService({ service: { sender: SENDER } })
    const cst = sealClaims(BOT_CLAIMS)
    const http = {
      type: 'Action.Http',
      id: 'approve',
      method: 'POST',
      url: `https://leave.contoso.com/actions/leave?cst=${cst}`,
      body: '{}',
    } as const
    const card: OutlookCard = { type: 'AdaptiveCard', version: '1.0', actions: [http] }
    const token = await platform.mintEntra(ADELE, { now: NOON })
    assert.equal((await t.mailHandler.handle(pressCard(card, 'approve', { token }))).status, 403)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_SENDER'])
    assert.deepEqual(t.runs, [])
  })

  it('L01: nor where app and bot have one id', async () => {
    const t = createBotService({ service: { audience: BOT_APP_ID } })
    const token = await platform.mintEntra(ADELE, { now: NOON, claims: { aud: BOT_APP_ID } })
    const answered = await t.mailHandler.handle({
      method: 'POST',
      url: `/actions/leave?cst=${sealClaims(BOT_CLAIMS)}`,
      headers: [['authorization', `Bearer ${token}`]],
      body: Buffer.from('{}'),
    })
    assert.equal(answered.status, 403)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_SENDER'])
  })

  it('O04: the answer that was recorded for a mail is not shown by the bot', async () => {
    const http = {
      type: 'Action.Http',
      id: 'reject',
      method: 'POST',
      url: 'https://leave.contoso.com/actions/leave',
      body: '{}',
    } as const
    const t = createBotService({
      service: { sender: SENDER },
      run: () => answer.done('Recorded.', { type: 'AdaptiveCard', version: '1.0', actions: [http] }),
    })
    const mailed = await t.mailHandler.handle({
      method: 'POST',
      url: `/actions/leave?cst=${sealClaims({ ...BOT_CLAIMS, sender: SENDER })}`,
      headers: [['authorization', `Bearer ${await platform.mintEntra(ADELE, { now: NOON })}`]],
      body: Buffer.from('{}'),
    })
    assert.match(mailed.body, /Action\.Http/)
    const pressed = await pressSealed(t, {})
    assert.doesNotMatch(pressed.body, /Action\.Http/)
    assert.equal(openEnvelope(pressed).statusCode, 400)
    assert.equal(t.runs.length, 1)
  })

  it('L12: is there under one name, where kinds have several', async () => {
    const t = createBotService()
    const other = t.service.define('trip', {
      url: 'https://leave.contoso.com/actions/trip',
      decisions: ['approve'],
      parameter: 'trip',
    })
    const bot = t.service.bot([t.mailHandler, other.on(() => answer.done('Recorded.'))])
    const token = await platform.mintBot({ now: NOON })
    const press = (data: object) =>
      bot.handle({
        method: 'POST',
        url: '/api/messages',
        headers: [['authorization', `Bearer ${token}`]],
        body: Buffer.from(
          JSON.stringify(
            composeInvoke(
              { type: 'Action.Execute', verb: 'approve', data: data as Record<string, unknown> },
              {},
            ),
          ),
        ),
      })
    const [leave, trip] = [sealClaims(BOT_CLAIMS), sealClaims({ ...BOT_CLAIMS, kind: 'trip' })]
    for (const [data, code] of [
      [{ cst: leave, trip }, 'ERR_ACTION_LIMITED_TOKEN'],
      [{ cst: trip }, 'ERR_ACTION_KIND'],
      [{ trip: leave }, 'ERR_ACTION_KIND'],
    ] as const) {
      assert.equal(openEnvelope(await press(data)).statusCode, 400)
      assert.equal(refusalsOf(t.events).at(-1), code)
    }
    assert.deepEqual(t.runs, [])
    assert.equal(openEnvelope(await press({ trip })).statusCode, 200)
  })

  it('L12: is there exactly once, as a text', async () => {
    for (const data of [
      {},
      { cst: '' },
      { cst: 7 },
      { cst: [sealClaims(BOT_CLAIMS)] },
      { token: sealClaims(BOT_CLAIMS) },
    ]) {
      const t = createBotService()
      const card: OutlookCard = {
        ...LEAVE_CARD,
        actions: [{ type: 'Action.Execute', verb: 'approve', data }],
      }
      await refuse(t, () => t.press(card, 'approve'), 'ERR_ACTION_LIMITED_TOKEN')
    }
  })

  it('B02: data and action have the shape that the platform gives them', async () => {
    for (const value of [
      undefined,
      null,
      [],
      {},
      { action: {} },
      { action: { type: 'Action.Submit', verb: 'approve', data: {} } },
      { action: { type: 'Action.Execute', verb: 'approve', data: 'x' } },
    ]) {
      const t = createBotService()
      const card = await t.cardFor()
      await refuse(t, () => t.press(card, 'approve', { activity: { value } }), 'ERR_REQUEST_BODY')
    }
  })
})

describe('cardFor', () => {
  it('seals recipients, bot and a token for each verb, and one to read', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    assert.equal(card.version, '1.4')
    assert.deepEqual(card.refresh?.userIds, ['29:adele'])
    for (const verb of ['approve', 'reject'])
      assert.ok(typeof (findExecute(card, verb).data as { cst: string }).cst === 'string')
  })

  async function problemsOf(
    options: Parameters<BotService['cardFor']>[0],
    t = createBotService(),
  ): Promise<string> {
    try {
      await t.cardFor(options)
      return ''
    } catch (error) {
      assert.ok(error instanceof CountersignTypeError, String(error))
      return `${error.code} ${error.problems.join('\n')}`
    }
  }

  it('names everything that is wrong', async () => {
    assert.match(
      await problemsOf({ item: '', version: 0.5, to: [] }),
      /ERR_CONFIG_POST item.*\nversion.*\nto must name/,
    )
    assert.match(
      await problemsOf({ to: { tenantId: OTHER_TENANT, objectId: ADELE.objectId } }),
      /to, entry 1/,
    )
    assert.match(await problemsOf({ to: { tenantId: TENANT, objectId: ADELE.address } }), /to, entry 1/)
    assert.match(await problemsOf({ to: [ADELE, null as never] }), /to, entry 2/)
    const authorized = createBotService({ kind: { actors: 'authorized', authorize: () => true } })
    assert.match(await problemsOf({}, authorized), /to is for kinds with recipients/)
  })

  it('takes no card that the platform would not show (S12), and no input in the place of the token', async () => {
    const execute = { type: 'Action.Execute', verb: 'approve', title: 'x' } as const
    const http = {
      type: 'Action.Http',
      id: 'x',
      method: 'POST',
      url: 'https://leave.contoso.com/x',
      body: '',
    } as const
    assert.match(await problemsOf({ card: { ...LEAVE_CARD, actions: [execute, http] } }), /CARD_ACTION_MIX/)
    assert.match(
      await problemsOf({ card: { ...LEAVE_CARD, version: '1.3', actions: [execute] } }),
      /CARD_ACTION_EXECUTE_VERSION/,
    )
    assert.match(
      await problemsOf({ card: { '@type': 'messagecard', text: 'x' } as never }),
      /CARD_MESSAGE_TYPE/,
    )
    assert.match(
      await problemsOf({ card: { '@type': 'MessageCard', text: 'x' } as never }),
      /a bot posts Adaptive Cards/,
    )
    assert.match(
      await problemsOf({
        card: { ...LEAVE_CARD, body: [{ type: 'Input.Text', id: 'cst' }], actions: [execute] },
      }),
      /name of the limited-purpose token/,
    )
    assert.match(
      await problemsOf({ card: { ...LEAVE_CARD, actions: [{ ...execute, data: { cst: 'mine' } }] } }),
      /data must be an object without/,
    )
    assert.match(
      await problemsOf({ card: { ...LEAVE_CARD, refresh: { action: { ...execute } } } }),
      /must not run by itself/,
    )
  })

  it('asks for what the service lacks', () => {
    const service = createService({ audience: AUDIENCE, scope: 'S', tenants: [TENANT], jwks: platform.jwks })
    assert.throws(() => service.bot([]), { code: 'ERR_CONFIG_INVALID', message: /option bot/ })
  })
})
