import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { CountersignTypeError, type LimitedClaims, type MessageCard } from '@countersign/core'
import { createMemoryLedger } from '@countersign/ledger/memory'
import type { ServiceOptions } from '../../src/index.js'
import {
  CHANNEL_TENANT,
  createChannelService,
  LEE,
  MEGAN,
  MEGAN_ELSEWHERE,
  plainCard,
  type ChannelService,
  type DeployOptions,
} from '../support/channel-service.js'
import { CLAIMS, sealClaims } from '../support/forge-request.js'
import { openChannel, type TestChannel } from '../support/test-channel.js'
import { ADELE, NOON, SENDER, SUBSTRATE_AUDIENCE } from '../support/test-platform.js'
import { createTestService, headerOf, platform, refusalsOf } from '../support/test-service.js'

let channel: TestChannel
before(async () => {
  channel = await openChannel()
})
after(async () => {
  await channel.close()
})

/** Limited claims as `post` seals them. */
const CHANNEL_CLAIMS: Partial<LimitedClaims> = {
  kind: 'deploy',
  item: 'web-7',
  decision: 'restart',
  actors: [{ tenantId: CHANNEL_TENANT, anyone: true }],
  sender: 'channel',
}

async function refuse(
  t: ChannelService,
  press: () => Promise<{ readonly status: number }>,
  code: string,
  status = 403,
): Promise<void> {
  assert.equal((await press()).status, status)
  assert.deepEqual(refusalsOf(t.events), [code])
  assert.deepEqual(t.runs, [])
}

async function pressSealed(t: ChannelService, claims: Partial<LimitedClaims>, token?: string) {
  const cst = sealClaims({ ...CHANNEL_CLAIMS, ...claims })
  const bearer = token ?? (await platform.mintConnector(MEGAN, { now: NOON }))
  return t.handler.handle({
    method: 'POST',
    url: `/actions/deploy?cst=${cst}`,
    headers: [['authorization', `Bearer ${bearer}`]],
    body: Buffer.from('{}'),
  })
}

describe("a press of a channel's card", () => {
  it('runs once for an authorised member, whatever their inputs hold', async () => {
    const t = createChannelService(channel)
    const card = await t.post()
    const reason = 'said "no" & {"a":1}\r\n--x'
    const answered = await t.press(card, 'restart', MEGAN, { inputs: { reason } })
    assert.equal(answered.status, 200)
    assert.equal(headerOf(answered, 'card-action-status'), 'Recorded.')
    assert.equal((JSON.parse(answered.body) as MessageCard)['@type'], 'MessageCard')
    assert.deepEqual(t.runs, [`restart web-7 ${reason} channel`])
  })

  it('reads the inputs also where the platform calls the body JSON', async () => {
    const t = createChannelService(channel)
    const headers = { 'content-type': 'application/json' }
    const inputs = { reason: '"}' }
    assert.equal((await t.press(await t.post(), 'restart', MEGAN, { inputs, headers })).status, 200)
    assert.deepEqual(t.runs, ['restart web-7 "} channel'])
  })

  it('R01: the same press again gets the recorded answer, another member hears that it is decided', async () => {
    const t = createChannelService(channel, { kind: { objectIds: [MEGAN.objectId, LEE.objectId] } })
    const card = await t.post()
    const first = await t.press(card, 'ignore')
    const again = await t.press(card, 'ignore')
    assert.deepEqual(again, first)
    assert.equal((await t.press(card, 'restart')).status, 409)
    assert.equal((await t.press(card, 'restart', LEE)).status, 409)
    assert.equal(t.runs.length, 1)
  })

  it('L08: an older card decides nothing after a newer one was posted', async () => {
    const t = createChannelService(channel)
    const [old, current] = [await t.post({ version: 1 }), await t.post({ version: 2 })]
    assert.equal((await t.press(old, 'restart')).status, 409)
    assert.equal((await t.press(current, 'restart')).status, 200)
    assert.equal(t.runs.length, 1)
  })

  it('O04: the card that comes back is as wide as the one that was pressed, and no wider', async () => {
    const t = createChannelService(channel, {
      kind: { objectIds: [MEGAN.objectId, LEE.objectId], view: () => plainCard('now') },
    })
    const card = await t.post()
    await t.press(card, 'ignore')
    const seen = await t.press(card, 'ignore', LEE)
    assert.equal(seen.status, 200)
    assert.equal((JSON.parse(seen.body) as MessageCard).text, 'now')
  })
})

describe('who may press', () => {
  it('I04: a member of the channel who is not on the list is refused', async () => {
    const t = createChannelService(channel)
    const card = await t.post()
    await refuse(t, () => t.press(card, 'restart', LEE), 'ERR_ACTION_FORBIDDEN')
  })

  it('I04: the listed object id of another tenant is somebody else', async () => {
    const tenants = [CHANNEL_TENANT, MEGAN_ELSEWHERE.tenantId]
    const t = createChannelService(channel, { service: { tenants } })
    const card = await t.post({ tenantId: CHANNEL_TENANT })
    await refuse(t, () => t.press(card, 'restart', MEGAN_ELSEWHERE), 'ERR_ACTION_FORBIDDEN')
  })

  it('K03: a tenant that is not allowed does not get as far', async () => {
    const t = createChannelService(channel)
    const card = await t.post()
    await refuse(t, () => t.press(card, 'restart', MEGAN_ELSEWHERE), 'ERR_TOKEN_TENANT', 401)
  })

  it('I01: the actor is the token alone, whatever body, query and headers say', async () => {
    const t = createChannelService(channel)
    const token = await platform.mintConnector(LEE, { now: NOON })
    const press = () =>
      t.handler.handle({
        method: 'POST',
        url: `/actions/deploy?cst=${sealClaims(CHANNEL_CLAIMS)}&oid=${MEGAN.objectId}`,
        headers: [
          ['authorization', `Bearer ${token}`],
          ['x-ms-client-principal-id', MEGAN.objectId],
        ],
        body: Buffer.from(JSON.stringify({ oid: MEGAN.objectId, from: { aadObjectId: MEGAN.objectId } })),
      })
    await refuse(t, press, 'ERR_ACTION_FORBIDDEN')
  })

  it('I04: asks the hook at every press, and takes nothing for a yes but true', async () => {
    const asked: unknown[] = []
    let verdict: unknown = true
    const authorize: DeployOptions['authorize'] = (actor, context) => {
      asked.push([actor.objectId, context])
      return verdict as boolean
    }
    const t = createChannelService(channel, { kind: { objectIds: undefined, authorize } as never })
    const card = await t.post({ version: 4 })
    assert.equal((await t.press(card, 'restart', LEE)).status, 200)
    for (const no of [false, 'yes', 1, {}, undefined]) {
      verdict = no
      assert.equal((await t.press(card, 'restart', LEE)).status, 403)
    }
    assert.deepEqual(asked[0], [
      LEE.objectId,
      { kind: 'deploy', item: 'web-7', version: 4, decision: 'restart' },
    ])
    assert.deepEqual([asked.length, t.runs.length], [6, 1])
  })

  it('needs both the list and the hook where both are there', async () => {
    const t = createChannelService(channel, { kind: { authorize: () => true } })
    const card = await t.post()
    await refuse(t, () => t.press(card, 'restart', LEE), 'ERR_ACTION_FORBIDDEN')
  })

  it('R06: a hook that throws or hangs refuses, and nothing runs', async () => {
    const throwing = createChannelService(channel, {
      kind: {
        authorize: () => {
          throw new Error('the directory is down')
        },
      },
    })
    assert.equal((await throwing.press(await throwing.post(), 'restart')).status, 503)
    assert.ok(throwing.events.some(({ type }) => type === 'service.failed'))
    assert.deepEqual(throwing.runs, [])
    const hanging = createChannelService(channel, {
      kind: { authorize: () => new Promise<never>(() => undefined) },
      service: { budgets: { actMs: 20 } },
    })
    const card = await hanging.post()
    await refuse(hanging, () => hanging.press(card, 'restart'), 'ERR_ACTION_AUTHORIZE', 503)
  })
})

describe('cards of channels and of mails', () => {
  it("I05: a mail's token does not press a channel's card, and no sender matches none", async () => {
    const t = createChannelService(channel, { service: { sender: SENDER } })
    const mail = await platform.mintSubstrate(MEGAN, { now: NOON })
    await refuse(t, () => pressSealed(t, {}, mail), 'ERR_ACTION_SENDER')
    const unsealed = createChannelService(channel)
    await refuse(
      unsealed,
      () => pressSealed(unsealed, { sender: undefined } as unknown as Partial<LimitedClaims>),
      'ERR_ACTION_SENDER',
    )
  })

  it('I04: a token for anyone of a tenant opens no card of recipients', async () => {
    const service: Partial<ServiceOptions> = {
      profile: 'substrate',
      audience: SUBSTRATE_AUDIENCE,
      tenants: [ADELE.tenantId],
    }
    for (const sender of [SENDER, 'channel']) {
      const t = createTestService({ service })
      const connector = await platform.mintConnector(ADELE, { now: NOON })
      const cst = sealClaims({ ...CLAIMS, actors: [{ tenantId: ADELE.tenantId, anyone: true }], sender })
      const answered = await t.handler.handle({
        method: 'POST',
        url: `/actions/expense?cst=${cst}`,
        headers: [['authorization', `Bearer ${connector}`]],
        body: new Uint8Array(),
      })
      assert.equal(answered.status, 403)
      assert.deepEqual(t.runs, [])
    }
  })

  it("L01: a channel's card is none of a kind with recipients, whomever it was sealed for", async () => {
    const service: Partial<ServiceOptions> = {
      profile: 'substrate',
      audience: SUBSTRATE_AUDIENCE,
      tenants: [ADELE.tenantId],
    }
    const t = createTestService({ service })
    const actors = [{ tenantId: ADELE.tenantId, objectId: ADELE.objectId }]
    const answered = await t.handler.handle({
      method: 'POST',
      url: `/actions/expense?cst=${sealClaims({ ...CLAIMS, actors, sender: 'channel' })}`,
      headers: [['authorization', `Bearer ${await platform.mintConnector(ADELE, { now: NOON })}`]],
      body: new Uint8Array(),
    })
    assert.equal(answered.status, 403)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_SENDER'])
  })

  it('L01: a card that was sealed for recipients is not open to those whom a list names', async () => {
    const t = createChannelService(channel, { service: { sender: SENDER } })
    const actors = [{ tenantId: CHANNEL_TENANT, objectId: LEE.objectId }]
    await refuse(t, () => pressSealed(t, { actors }), 'ERR_ACTION_FORBIDDEN')
  })

  it('L06: a token to read decides nothing', async () => {
    const t = createChannelService(channel, { kind: { view: () => plainCard('now') } })
    const read = { purpose: 'read', decision: undefined } as unknown as Partial<LimitedClaims>
    assert.equal((await pressSealed(t, read)).status, 200)
    assert.deepEqual(t.runs, [])
  })

  it('are sent and posted by kinds of their own', async () => {
    const t = createChannelService(channel)
    await assert.rejects(
      t.kind.send({ item: 'w', to: MEGAN, subject: 's', card: { type: 'AdaptiveCard', version: '1.0' } }),
      { code: 'ERR_CONFIG_SEND', message: /post/ },
    )
    const mails = createTestService()
    await assert.rejects(mails.kind.post({ item: 'w', to: channel.url, card: plainCard('x') }), {
      code: 'ERR_CONFIG_POST',
      message: /actors: authorized/,
    })
  })
})

describe('the definition of who may act', () => {
  function problemsOf(kind: object, service: object = {}): string {
    try {
      createChannelService(channel, { kind: kind, service })
      return ''
    } catch (error) {
      assert.ok(error instanceof CountersignTypeError, String(error))
      assert.equal(error.code, 'ERR_CONFIG_KIND')
      return error.problems.join('\n')
    }
  }

  it('I04: without a list and without a hook there is no kind for a channel', () => {
    assert.match(problemsOf({ objectIds: undefined }), /needs objectIds or authorize/)
    assert.equal(problemsOf({ objectIds: undefined }, { objectIds: [LEE.objectId] }), '')
    assert.match(problemsOf({ objectIds: [] }), /at least one object id/)
    assert.match(problemsOf({ objectIds: [MEGAN.address] }), /entry 1 is not a GUID/)
    assert.match(problemsOf({ authorize: true }), /authorize must be a function/)
    assert.match(problemsOf({ actors: 'anyone' }), /actors must be/)
  })

  it('recipients need neither, and a list is not silently without effect', () => {
    assert.match(problemsOf({ actors: 'recipients' }), /objectIds and authorize are for actors: authorized/)
  })

  it('needs tenants', () => {
    const ledger = createMemoryLedger({ now: () => NOON })
    assert.match(problemsOf({}, { tenants: [], sender: SENDER, ledger }), /needs the tenants/)
  })
})
