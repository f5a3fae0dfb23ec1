import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LimitedClaims, OutlookCard } from '@countersign/core'
import { approveView, autoCard } from '../support/approve-card.js'
import { CLAIMS, forgeRequest, sealClaims, type ForgedRequest } from '../support/forge-request.js'
import { autoInvoke, pressCard } from '../support/press-card.js'
import { ADELE, ALEX, NOON, TENANT } from '../support/test-platform.js'
import {
  createTestService,
  headerOf,
  platform,
  refusalsOf,
  type TestServiceOptions,
} from '../support/test-service.js'

async function refuse(
  request: Omit<ForgedRequest, 'token'>,
  code: string,
  status = 403,
  options?: TestServiceOptions,
): Promise<void> {
  const t = createTestService(options)
  const answered = await t.handler.handle(forgeRequest({ token: await t.mint(ADELE), ...request }))
  assert.deepEqual(refusalsOf(t.events), [code])
  assert.equal(answered.status, status)
  assert.deepEqual(t.runs, [])
}

const DAY = 86_400

describe('the limited-purpose token', () => {
  it('L01: is refused for another actor, decision, kind, purpose, originator or service', async () => {
    const wrong: [Partial<LimitedClaims>, string][] = [
      [{ actors: [{ address: ALEX.address }] }, 'ERR_ACTION_FORBIDDEN'],
      [{ actors: [{ tenantId: TENANT, objectId: ALEX.objectId }] }, 'ERR_ACTION_FORBIDDEN'],
      [{ decision: 'delete' }, 'ERR_ACTION_DECISION'],
      [{ decision: 'constructor' }, 'ERR_ACTION_DECISION'],
      [{ kind: 'leave' }, 'ERR_ACTION_KIND'],
      [{ purpose: 'link' }, 'ERR_ACTION_PURPOSE'],
      [{ purpose: 'read' }, 'ERR_ACTION_PURPOSE'],
      [{ originator: '00000000-0000-4000-8000-000000000000' }, 'ERR_ACTION_ORIGINATOR'],
      [{ aud: 'another-service' }, 'ERR_LIMITED_KEY_ID'],
    ]
    for (const [claims, code] of wrong) {
      const t = createTestService()
      const answered = await t.handler.handle(
        forgeRequest({ token: await t.mint(ADELE), cst: sealClaims(claims) }),
      )
      assert.equal(answered.status, 403, code)
      // Another service's key may be unknown or open nothing: both say the same.
      assert.match(
        refusalsOf(t.events).join(),
        claims.aud === undefined ? new RegExp(`^${code}$`) : /^ERR_LIMITED_/,
      )
      assert.deepEqual(t.runs, [])
    }
  })

  it('L01: names the item; nothing in query or body can name another', async () => {
    const t = createTestService()
    const request = forgeRequest({
      token: await t.mint(ADELE),
      url: `/actions/expense?cst=${sealClaims()}&item=9999&decision=reject`,
      body: '{"item":"9999","decision":"reject"}',
    })
    assert.equal((await t.handler.handle(request)).status, 200)
    assert.deepEqual(t.runs, ['approve 1234 '])
  })

  it('L02: is refused when expired, truncated or extended', async () => {
    const good = sealClaims()
    for (const cst of [
      good.slice(0, -1),
      `${good}A`,
      `${good}.`,
      good.split('.').reverse().join('.'),
      'x',
      '..',
      ' ',
    ]) {
      const t = createTestService()
      const answered = await t.handler.handle(forgeRequest({ token: await t.mint(ADELE), cst }))
      assert.equal(answered.status, 403)
      assert.deepEqual(t.runs, [])
    }
    const clock = { now: NOON + 15 * DAY * 1000 }
    await refuse({ cst: good }, 'ERR_LIMITED_EXPIRED', 403, { clock })
  })

  it('L05: GET, HEAD and every other method is refused before any token is looked at', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'post']) {
      await refuse({ method, cst: sealClaims() }, 'ERR_REQUEST_METHOD', 405)
    }
  })

  it('L06: opening the mail changes nothing and burns nothing, however often', async () => {
    const t = createTestService()
    const card = await t.send(ADELE, {
      card: autoCard,
    })
    for (let time = 0; time < 3; time += 1) {
      const opened = await t.open(card)
      assert.equal(opened.status, 200)
      assert.match(opened.body, /Expense 1234 for adele@contoso\.com/)
    }
    assert.deepEqual(await t.ledger.list(), [])
    assert.equal((await t.press(card, 'approve')).status, 200)
    assert.equal(t.runs.length, 1)
  })

  it('L06: a token to read cannot decide, and the refreshed card is not another one-time token', async () => {
    const t = createTestService({
      kind: {
        decisions: ['approve'] as unknown as ['approve', 'reject'],
        once: 'token',
        view: approveView,
      },
    })
    const card = await t.send(ADELE, {
      card: autoCard,
    })
    assert.equal((await t.press(card, 'approve')).status, 200)
    const refreshed = JSON.parse((await t.open(card)).body) as OutlookCard
    t.clock.now += 60_000
    const again = await t.press(refreshed, 'approve')
    assert.equal(t.runs.length, 1, 'the refreshed card must not run the one-time token again')
    assert.equal(again.status, 200)
  })

  it('L06: answers a read within its own budget, without the ledger, and 503 when the view is too slow', async () => {
    const t = createTestService({
      service: { budgets: { viewMs: 15 }, ledger: 'sqlite:/nowhere/at/all/ledger.db' },
      kind: { view: () => new Promise<never>(() => undefined) },
    })
    const cst = sealClaims({ purpose: 'read', decision: undefined } as unknown as Partial<LimitedClaims>)
    const answered = await t.handler.handle(forgeRequest({ token: await t.mint(ADELE), cst }))
    assert.equal(answered.status, 503)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_VIEW'])
  })

  it('L06: without budgets a view has 1.5 s, before the platform gives up at 2 s', async (context) => {
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const t = createTestService({
      kind: {
        view: () => {
          begin()
          return new Promise<never>(() => undefined)
        },
      },
    })
    const cst = sealClaims({ purpose: 'read', decision: undefined } as unknown as Partial<LimitedClaims>)
    const request = forgeRequest({ token: await t.mint(ADELE), cst })
    context.mock.timers.enable({ apis: ['setTimeout'] })
    const answering = t.handler.handle(request)
    await begun
    context.mock.timers.tick(1_499)
    await passTurns()
    assert.deepEqual(refusalsOf(t.events), [])
    context.mock.timers.tick(1)
    await passTurns()
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_VIEW'])
    assert.equal((await answering).status, 503)
  })

  it('L06: a longer budget gives a view that comes late to the platform, which keeps it', async () => {
    let show: (card: OutlookCard) => void = () => undefined
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const t = createTestService({
      service: { budgets: { viewMs: 60_000 } },
      kind: {
        view: () =>
          new Promise<OutlookCard>((resolve) => {
            show = resolve
            begin()
          }),
      },
    })
    const cst = sealClaims({ purpose: 'read', decision: undefined } as unknown as Partial<LimitedClaims>)
    const answering = t.handler.handle(forgeRequest({ token: await t.mint(ADELE), cst }))
    await begun
    show({ type: 'AdaptiveCard', version: '1.0' })
    const answered = await answering
    assert.deepEqual([answered.status, headerOf(answered, 'card-update-in-body')], [200, 'true'])
    assert.deepEqual(t.runs, [])
  })

  it('L07: of several decisions on one item the first wins', async () => {
    const t = createTestService()
    const card = await t.send()
    assert.equal((await t.press(card, 'approve')).status, 200)
    const second = await t.press(card, 'reject')
    assert.equal(second.status, 409)
    assert.deepEqual(t.runs, ['approve 1234 '])
  })

  it('L07: of several recipients the first wins, and the other gets the view made for them', async () => {
    const t = createTestService()
    const adeles = await t.send(ADELE)
    const alexs = await t.send(ALEX)
    await t.press(adeles, 'approve', ADELE)
    const second = await t.press(alexs, 'reject', ALEX)
    assert.equal(second.status, 200)
    assert.match(headerOf(second, 'card-action-status') ?? '', /decided already/)
    assert.match(second.body, /for alex@contoso\.com/)
    assert.deepEqual(t.runs, ['approve 1234 '])
  })

  it('L07: without a view the other gets 409', async () => {
    const t = createTestService({
      kind: { view: undefined } as unknown as TestServiceOptions['kind'] & object,
    })
    const [adeles, alexs] = [await t.send(ADELE), await t.send(ALEX)]
    await t.press(adeles, 'approve', ADELE)
    assert.equal((await t.press(alexs, 'approve', ALEX)).status, 409)
  })

  it('L08: nobody approves a version that they have not seen', async () => {
    const t = createTestService()
    const old = await t.send(ADELE, { version: 1 })
    const current = await t.send(ADELE, { version: 2 })
    const refused = await t.press(old, 'approve')
    assert.equal(refused.status, 200)
    assert.match(headerOf(refused, 'card-action-status') ?? '', /newer version/)
    assert.match(refused.body, /Expense 1234 for/)
    assert.deepEqual(t.runs, [])
    assert.equal((await t.press(current, 'approve')).status, 200)
    assert.equal(t.runs.length, 1)
  })

  it('L08: the view that an old card gets is bound to the old version: pressing it changes nothing either', async () => {
    const t = createTestService({
      kind: {
        view: approveView,
      },
    })
    const old = await t.send(ADELE, { version: 1 })
    await t.send(ADELE, { version: 2 })
    const refreshed = JSON.parse((await t.press(old, 'approve')).body) as OutlookCard
    await t.press(refreshed, 'approve')
    assert.deepEqual(t.runs, [])
  })

  it('L09: a withdrawn item can be acted on by no card', async () => {
    const t = createTestService()
    const card = await t.send()
    await t.kind.withdraw('1234')
    const refused = await t.press(card, 'approve')
    assert.match(headerOf(refused, 'card-action-status') ?? '', /withdrawn/)
    assert.deepEqual(t.runs, [])
    assert.ok(t.events.some(({ type }) => type === 'item.withdrawn'))
  })

  it('L11: cannot be used as bearer, nor the action token as limited-purpose token', async () => {
    const t = createTestService()
    const token = await t.mint(ADELE)
    const cst = sealClaims()
    const asBearer = await t.handler.handle(forgeRequest({ token: cst, cst }))
    assert.equal(asBearer.status, 401)
    const asLimited = await t.handler.handle(forgeRequest({ token, cst: token }))
    assert.equal(asLimited.status, 403)
    assert.deepEqual(t.runs, [])
  })

  it('L12: absent, given twice or in two places is refused', async () => {
    const cst = sealClaims()
    const json = JSON.stringify({ cst })
    const path = '/actions/expense'
    for (const request of [
      { url: path },
      { url: `${path}?cst=` },
      { url: `${path}?cst=${cst}&cst=${cst}` },
      { url: `${path}?cst=${cst}&%63st=${cst}` },
      { url: path, body: json },
      { url: path, headers: { cst } },
      { cst, body: json },
      { cst, headers: { cst } },
    ]) {
      await refuse(request, 'ERR_ACTION_LIMITED_TOKEN')
    }
  })

  for (const placement of ['header', 'body'] as const) {
    it(`L12: works in the ${placement} where the kind says so, and there alone`, async () => {
      const t = createTestService({ kind: { placement } })
      const card = await t.send()
      assert.equal((await t.press(card, 'approve', ADELE, { inputs: { comment: 'x' } })).status, 200)
      assert.deepEqual(t.runs, ['approve 1234 x'])
      await refuse({ cst: sealClaims() }, 'ERR_ACTION_LIMITED_TOKEN', 403, { kind: { placement } })
    })
  }

  it('is refused at a target that is no path', async () => {
    const t = createTestService()
    const token = await t.mint(ADELE)
    for (const prefix of ['x', '@host', ':80', '//evil.example', '\\\\evil.example']) {
      const url = `${prefix}/actions/expense?cst=${sealClaims()}`
      assert.equal((await t.handler.handle(forgeRequest({ token, url }))).status, 403, prefix)
    }
    assert.deepEqual(t.runs, [])
  })

  it('is refused at another path than that of its kind', async () => {
    await refuse({ url: `/actions/leave?cst=${sealClaims()}` }, 'ERR_REQUEST_TARGET')
  })

  it('R05: the correlation id must be the sealed one; absent or unlike is refused', async () => {
    const cst = sealClaims({ correlationId: 'c-1' })
    await refuse({ cst }, 'ERR_ACTION_CORRELATION')
    await refuse({ cst, headers: { 'card-correlation-id': 'c-2' } }, 'ERR_ACTION_CORRELATION')
    const t = createTestService()
    for (let time = 0; time < 2; time += 1) {
      const request = forgeRequest({
        token: await t.mint(ADELE),
        cst,
        headers: { 'card-correlation-id': 'c-1' },
      })
      assert.equal((await t.handler.handle(request)).status, 200)
    }
    assert.equal(t.runs.length, 1)
  })

  it('R05: a right correlation id proves nothing', async () => {
    await refuse({ headers: { 'card-correlation-id': 'c-1' } }, 'ERR_ACTION_LIMITED_TOKEN')
    const t = createTestService()
    const cst = sealClaims({ correlationId: 'c-1' })
    const request = forgeRequest({
      token: await t.mint(ALEX),
      cst,
      headers: { 'card-correlation-id': 'c-1' },
    })
    assert.equal((await t.handler.handle(request)).status, 403)
  })

  it('R09: a card older than the policy is refused, also when the policy became stricter', async () => {
    const clock = { now: NOON + 8 * DAY * 1000 }
    await refuse({ cst: sealClaims() }, 'ERR_ACTION_CLOSED', 403, { clock, kind: { expiresIn: '7d' } })
    const closed = sealClaims({ exp: NOON / 1000 + 60, closesAt: NOON / 1000 + 60 })
    await refuse({ cst: closed }, 'ERR_ACTION_CLOSED', 403, { clock: { now: NOON + 61_000 } })
    // A read never reaches the ledger, which would refuse it too.
    const read = sealClaims({
      purpose: 'read',
      decision: undefined,
      exp: NOON / 1000 + 60,
      closesAt: NOON / 1000 + 60,
    } as never)
    await refuse({ cst: read }, 'ERR_ACTION_CLOSED', 403, { clock: { now: NOON + 61_000 } })
  })

  it('R09: a refreshed card closes no later than the card that fetched it', async () => {
    const t = createTestService({
      kind: {
        view: approveView,
      },
    })
    const card = await t.send(ADELE, {
      card: autoCard,
    })
    t.clock.now += 13 * DAY * 1000
    const refreshed = JSON.parse((await t.open(card)).body) as OutlookCard
    t.clock.now += 2 * DAY * 1000
    const token = await platform.mintEntra(ADELE, { now: t.clock.now })
    assert.equal((await t.handler.handle(pressCard(refreshed, 'approve', { token }))).status, 403)
    assert.equal((await t.handler.handle(autoInvoke(card, { token }))).status, 403)
    assert.deepEqual(t.runs, [])
    assert.equal(CLAIMS.version, 0)
  })
})

/** Turns of the event loop, for whatever a tick has set going; none of them takes time. */
async function passTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
}
