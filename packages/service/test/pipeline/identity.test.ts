import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answer, type LimitedClaims, type OutlookCard } from '@countersign/core'
import { autoCard, UNBOUND_APPROVE } from '../support/approve-card.js'
import { forgeRequest, sealClaims } from '../support/forge-request.js'
import { ADELE, ADELE_ELSEWHERE, ALEX, SENDER, TENANT, type Person } from '../support/test-platform.js'
import {
  createTestService,
  platform,
  refusalsOf,
  type TestService,
  type TestServiceOptions,
} from '../support/test-service.js'
import { autoInvoke, pressCard } from '../support/press-card.js'

interface Attempt {
  readonly person?: Person
  readonly claims?: Partial<LimitedClaims>
  readonly tokenClaims?: Record<string, unknown>
  readonly options?: TestServiceOptions
}

async function attempt({
  person = ADELE,
  claims,
  tokenClaims,
  options,
}: Attempt): Promise<{ t: TestService; status: number; codes: string[] }> {
  const t = createTestService(options)
  const token = await platform.mintEntra(person, { now: t.clock.now, claims: tokenClaims ?? {} })
  const { status } = await t.handler.handle(forgeRequest({ token, cst: sealClaims(claims) }))
  return { t, status, codes: refusalsOf(t.events) }
}

async function refuse(given: Attempt, code: string): Promise<void> {
  const { t, status, codes } = await attempt(given)
  assert.equal(status, 403)
  assert.deepEqual(codes, [code])
  assert.deepEqual(t.runs, [])
}

const byIds = { actors: [{ tenantId: TENANT, objectId: ADELE.objectId }] } satisfies Partial<LimitedClaims>

describe('the actor', () => {
  it('is accepted by ids and by a vouched address', async () => {
    for (const claims of [{}, byIds]) assert.equal((await attempt({ claims })).status, 200)
  })

  it('I01: is never taken from body, query or header', async () => {
    const t = createTestService()
    const token = await t.mint(ALEX)
    const request = forgeRequest({
      token,
      url: `/actions/expense?cst=${sealClaims()}&sub=${ADELE.address}&oid=${ADELE.objectId}`,
      headers: { 'x-ms-client-principal-name': ADELE.address, from: ADELE.address },
      body: JSON.stringify({ actor: ADELE, sub: ADELE.address, preferred_username: ADELE.address }),
    })
    assert.equal((await t.handler.handle(request)).status, 403)
    assert.deepEqual(t.runs, [])
  })

  it('I02: is never matched by a changeable name unless bindActorBy says so', async () => {
    const options = { service: { bindActorBy: undefined } } as unknown as TestServiceOptions
    await refuse({ options }, 'ERR_ACTION_FORBIDDEN')
  })

  it('I02: is never matched by email, upn or unique_name of a version 2 token', async () => {
    const names = {
      preferred_username: ALEX.address,
      email: ADELE.address,
      upn: ADELE.address,
      unique_name: ADELE.address,
    }
    await refuse({ person: ALEX, tokenClaims: names }, 'ERR_ACTION_FORBIDDEN')
  })

  it('I02: is refused where the token has no name that could be compared, in either version', async () => {
    await refuse(
      { tokenClaims: { preferred_username: undefined, email: ADELE.address } },
      'ERR_ACTION_FORBIDDEN',
    )
    await refuse({ tokenClaims: { preferred_username: '', upn: ADELE.address } }, 'ERR_ACTION_FORBIDDEN')
    await refuse({ tokenClaims: { preferred_username: [ADELE.address] } }, 'ERR_ACTION_FORBIDDEN')
  })

  it('I03: is compared whole and in ASCII lower case only', async () => {
    const { status } = await attempt({ tokenClaims: { preferred_username: 'ADELE@Contoso.com' } })
    assert.equal(status, 200)
    for (const name of [
      'adele+x@contoso.com',
      'a.dele@contoso.com',
      'adele@contoso.com.',
      'аdele@contoso.com',
      'adele@contoso.com\u0000',
      ' adele@contoso.com',
    ]) {
      await refuse({ tokenClaims: { preferred_username: name } }, 'ERR_ACTION_FORBIDDEN')
    }
  })

  it('I04: the reader of a forwarded card cannot press it, and cannot open it either', async () => {
    const t = createTestService()
    const card = await t.send(ADELE, {
      card: autoCard,
    })
    assert.equal((await t.press(card, 'approve', ALEX)).status, 403)
    assert.equal((await t.open(card, ALEX)).status, 403)
    assert.equal((await t.open(card, ADELE)).status, 200)
    assert.deepEqual(t.runs, [])
  })

  it('I06: a stranger who posts a card of their own to the same URL is refused', async () => {
    // The stranger has a genuine token for this audience, but nothing that this service has sealed.
    const t = createTestService()
    const token = await t.mint(ALEX)
    const answered = await t.handler.handle(
      forgeRequest({ token, body: '{"item":"1234","decision":"approve"}' }),
    )
    assert.equal(answered.status, 403)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_LIMITED_TOKEN'])
  })

  it('I07: refuses a guest, and an address that the tenant does not vouch for', async () => {
    await refuse({ person: { ...ADELE, guest: true } }, 'ERR_ACTION_GUEST')
    const claims = { actors: [{ address: ADELE.address }] }
    await refuse({ person: { ...ADELE_ELSEWHERE, address: ADELE.address }, claims }, 'ERR_ACTION_DOMAIN')
  })

  it('I07: the same object id in another tenant is somebody else', async () => {
    await refuse({ person: ADELE_ELSEWHERE, claims: byIds }, 'ERR_ACTION_FORBIDDEN')
  })

  it('I07: a delegate of the mailbox is not its owner', async () => {
    await refuse({ person: ALEX, claims: byIds }, 'ERR_ACTION_FORBIDDEN')
  })
})

describe('the header', () => {
  it('H04: a route takes the token from its own header only, in the pipeline and in verifyAction', async () => {
    const t = createTestService({ service: { header: 'action-authorization' } })
    const bearer = `Bearer ${await t.mint(ADELE)}`
    const right = { authorization: '', 'action-authorization': bearer }
    const wrong = { authorization: bearer, 'action-authorization': '' }
    const request = (headers: Record<string, string>) =>
      forgeRequest({ token: '', cst: sealClaims(), headers })
    assert.equal((await t.handler.handle(request(wrong))).status, 401)
    await assert.rejects(t.service.verifyAction(wrong), { code: 'ERR_REQUEST_TOKEN_ABSENT' })
    assert.deepEqual(t.runs, [])
    assert.equal((await t.handler.handle(request(right))).status, 200)
    assert.equal((await t.service.verifyAction(right)).actor.objectId, ADELE.objectId)
    const other = createTestService()
    await assert.rejects(other.service.verifyAction(right), { code: 'ERR_REQUEST_TOKEN_ABSENT' })
  })
})

describe('the sender', () => {
  it('I05: a token without sender never equals a missing expectation', async () => {
    const { sender: _absent, ...rest } = { sender: SENDER }
    await refuse(
      { claims: { ...rest, sender: undefined } as unknown as Partial<LimitedClaims> },
      'ERR_ACTION_SENDER',
    )
    await refuse({ claims: { sender: 'other@contoso.com' } }, 'ERR_ACTION_SENDER')
    const options = { service: { sender: undefined } } as unknown as TestServiceOptions
    await refuse(
      { claims: { sender: undefined } as unknown as Partial<LimitedClaims>, options },
      'ERR_ACTION_SENDER',
    )
  })

  it('I05: a substrate mail must name the sealed sender', async () => {
    const t = createTestService({ service: { profile: 'substrate', tenants: [TENANT] } })
    const card = await t.send()
    const foreign = await platform.mintSubstrate(ADELE, { now: t.clock.now, sender: 'phish@contoso.com' })
    assert.equal((await t.handler.handle(pressCard(card, 'approve', { token: foreign }))).status, 403)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_SENDER'])
    assert.equal((await t.press(card, 'approve')).status, 200)
    assert.deepEqual(t.runs, ['approve 1234 '])
  })

  it('I05: a connector token has no sender and cannot stand in for a mail', async () => {
    const t = createTestService({ service: { profile: 'substrate', tenants: [TENANT] } })
    const card = await t.send()
    const connector = await platform.mintConnector(ADELE, { now: t.clock.now })
    assert.equal((await t.handler.handle(pressCard(card, 'approve', { token: connector }))).status, 403)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_FORBIDDEN'])
  })

  it('accepts a connector token where the card was bound to the ids', async () => {
    const t = createTestService({ service: { profile: 'substrate', tenants: [TENANT] } })
    const card = await t.send(ADELE, { to: ADELE })
    const connector = await platform.mintConnector(ADELE, { now: t.clock.now })
    assert.equal((await t.handler.handle(pressCard(card, 'approve', { token: connector }))).status, 200)
  })
})

describe('refresh cards', () => {
  it('L06: the card that answers a decision may fetch the view again, and its token can only read', async () => {
    const t = createTestService({
      handler: () =>
        answer.done('Recorded.', {
          type: 'AdaptiveCard',
          version: '1.0',
          body: [{ type: 'TextBlock', text: 'done' }],
          autoInvokeAction: {
            type: 'Action.Http',
            method: 'POST',
            url: 'https://expenses.contoso.com/actions/expense',
            body: '{}',
          },
        }),
    })
    const answered = await t.press(await t.send(), 'approve')
    const refreshed = JSON.parse(answered.body) as OutlookCard
    assert.equal((await t.open(refreshed)).status, 200)
    assert.ok(t.events.some(({ type }) => type === 'view.shown'))
  })

  it('O04: a card that was made for one actor of several works for nobody else', async () => {
    const t = createTestService({
      kind: {
        view: ({ actor }) => ({
          type: 'AdaptiveCard',
          version: '1.0',
          body: [{ type: 'TextBlock', text: `for ${actor.address ?? ''}` }],
          actions: [UNBOUND_APPROVE],
        }),
      },
    })
    const card = await t.send(ADELE, {
      to: [ADELE.address, ALEX.address],
      together: true,
      card: autoCard,
    })
    const opened = await t.handler.handle(autoInvoke(card, { token: await t.mint(ADELE) }))
    const refreshed = JSON.parse(opened.body) as typeof card
    assert.equal((await t.press(refreshed, 'approve', ALEX)).status, 403)
    assert.equal((await t.press(refreshed, 'approve', ADELE)).status, 200)
    assert.equal(t.runs.length, 1)
  })
})
