import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import {
  CountersignError,
  CountersignTypeError,
  createLimitedTokens,
  parseLimitedRoots,
  walkActions,
  type OutlookCard,
} from '@countersign/core'
import { createMemoryLedger } from '@countersign/ledger/memory'
import type { Transport } from '@countersign/mail'
import { UNBOUND_APPROVE } from '../support/approve-card.js'
import { ADELE, ADELE_ELSEWHERE, ALEX, NOON, ORIGINATOR, SENDER, TENANT } from '../support/test-platform.js'
import {
  CARD_URL,
  createTestService,
  plainCard,
  secrets,
  type TestService,
  type TestServiceOptions,
} from '../support/test-service.js'

async function problemsOf(run: () => Promise<unknown>): Promise<{ code: string; problems: string }> {
  try {
    await run()
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError, String(error))
    return { code: error.code, problems: error.problems.join('\n') }
  }
  return { code: 'ACCEPTED', problems: '' }
}

function openTokens(card: OutlookCard) {
  const limited = createLimitedTokens({
    roots: parseLimitedRoots(secrets.limitedKeys),
    service: ORIGINATOR,
    now: () => NOON,
  })
  return [...walkActions(card)].flatMap(({ action }) => {
    const cst = action.type === 'Action.Http' ? new URL(action.url).searchParams.get('cst') : null
    return cst === null ? [] : [limited.open(cst)]
  })
}

const CARD = plainCard('Expense 1234')

describe('send', () => {
  it('B06: sends one signed mail to each recipient, whose tokens hold that recipient alone', async () => {
    const t = createTestService()
    await t.send(ADELE, { to: [ADELE.address, ALEX.address] })
    // They are signed and delivered side by side, so either may be there first.
    const envelopes = t.mailbox.mails.map(({ envelope }) => [envelope.from, ...envelope.to].join(' ')).sort()
    assert.deepEqual(envelopes, [`${SENDER} ${ADELE.address}`, `${SENDER} ${ALEX.address}`])
    const claims = openTokens(await t.mailbox.readCard(ALEX.address))
    assert.deepEqual(
      claims.map(({ decision }) => decision),
      ['approve', 'reject'],
    )
    for (const { actors, sender, originator, item, purpose, iat, closesAt, exp } of claims) {
      assert.deepEqual(actors, [{ address: ALEX.address }])
      assert.deepEqual([sender, originator, item, purpose], [SENDER, ORIGINATOR, '1234', 'act'])
      assert.deepEqual(
        [iat, closesAt, exp],
        [NOON / 1000, NOON / 1000 + 14 * 86_400, NOON / 1000 + 14 * 86_400],
      )
    }
    assert.equal(new Set(claims.map(({ jti }) => jti)).size, 1)
  })

  it('B06: together seals all actors, at most 8, and the card is one', async () => {
    const t = createTestService()
    await t.send(ADELE, { to: [ADELE.address, ALEX.address], together: true })
    assert.equal(t.mailbox.mails.length, 1)
    assert.deepEqual(openTokens(await t.mailbox.readCard(ADELE.address))[0]?.actors, [
      { address: ADELE.address },
      { address: ALEX.address },
    ])
    const nine = Array.from({ length: 9 }, (_, index) => `u${String(index)}@contoso.com`)
    const { problems } = await problemsOf(() => t.send(ADELE, { to: nine, together: true }))
    assert.match(problems, /at most 8/)
  })

  it('sets originator and correlation id, and seals the latter', async () => {
    const t = createTestService()
    const card = await t.send()
    assert.equal(card.originator, ORIGINATOR)
    assert.ok(card.correlationId)
    assert.equal(openTokens(card)[0]?.correlationId, card.correlationId)
  })

  it('binds plain card JSON by the ids of its actions', async () => {
    const t = createTestService()
    const card = await t.send(ADELE, {
      card: {
        ...CARD,
        actions: [{ ...UNBOUND_APPROVE, url: CARD_URL }, ...(CARD.actions ?? [])],
      },
    })
    assert.equal(openTokens(card).length, 1)
  })

  it('refuses a card with errors, listing the findings, before anything goes out', async () => {
    const t = createTestService()
    const submit = { type: 'Action.Submit', title: 'x' } as never
    const { code, problems } = await problemsOf(() =>
      t.send(ADELE, { card: { ...CARD, version: '1.4', actions: [submit] } }),
    )
    assert.equal(code, 'ERR_CARD_LINT')
    assert.match(problems, /CARD_/)
    assert.equal(t.mailbox.mails.length, 0)
  })

  it('L12: refuses an input with the name of the limited-purpose token', async () => {
    const { problems } = await problemsOf(() =>
      createTestService().send(ADELE, {
        card: ({ action }) => ({
          type: 'AdaptiveCard',
          version: '1.0',
          body: [{ type: 'Input.Text', id: 'cst' }],
          actions: [action('approve', { title: 'Approve', inputs: ['cst' as 'comment'] })],
        }),
      }),
    )
    assert.match(problems, /name of the limited-purpose token/)
  })

  it('H07: refuses reserved headers, inputs in headers and unknown decisions in an action', async () => {
    const t = createTestService()
    const { problems } = await problemsOf(() =>
      t.send(ADELE, {
        card: ({ action }) => ({
          ...CARD,
          actions: [
            action('delete' as 'approve', {
              title: 'x',
              headers: [
                { name: 'Authorization', value: 'x' },
                { name: 'x_forwarded_for', value: 'x' },
                { name: 'Countersign-Actor', value: 'x' },
                { name: 'X-Fine', value: '{{comment.value}}' },
                { name: 'X-Fi ne', value: 'x' },
              ],
            }),
          ],
        }),
      }),
    )
    assert.equal(problems.split('\n').length, 6)
    const blank = await t.send(ADELE, {
      card: ({ action }) => ({
        ...CARD,
        actions: [
          action('approve', { title: 'x', headers: [{ name: 'Authorization', value: '' }] }),
          ...(CARD.actions ?? []),
        ],
      }),
    })
    assert.equal(openTokens(blank).length, 1)
  })

  it('lists everything that is missing at once', async () => {
    const bare = { originator: ORIGINATOR, sender: undefined, signingKey: undefined, transport: undefined }
    const t = createTestService({ service: bare } as unknown as TestServiceOptions)
    const { code, problems } = await problemsOf(() =>
      t.kind.send({ item: '', version: -1, to: [], subject: '', card: CARD }),
    )
    assert.equal(code, 'ERR_CONFIG_SEND')
    for (const part of [
      'COUNTERSIGN_SENDER',
      'COUNTERSIGN_SMTP',
      'COUNTERSIGN_SIGNING_KEY',
      'item',
      'version',
      'to must',
      'subject',
    ]) {
      assert.match(problems, new RegExp(part), part)
    }
  })

  it('B10: refuses recipients and subjects that would break out of a header', async () => {
    const t = createTestService()
    const { code } = await problemsOf(() => t.send(ADELE, { to: 'adele@contoso.com\r\nBcc: x@y.example' }))
    assert.equal(code, 'ERR_CONFIG_SEND')
    await assert.rejects(t.send(ADELE, { subject: 'x\r\nBcc: x@y.example' }))
    assert.equal(t.mailbox.mails.length, 0)
  })
})

describe('recipients', () => {
  const ids: TestServiceOptions = { service: { bindActorBy: undefined } as never }

  it('are bound by the ids that are given or that resolveActor finds', async () => {
    const given = createTestService(ids)
    assert.deepEqual(openTokens(await given.send(ADELE, { to: ADELE }))[0]?.actors, [
      { tenantId: TENANT, objectId: ADELE.objectId },
    ])
    const resolveActor = (address: string) =>
      Promise.resolve(address === ADELE.address ? { tenantId: TENANT, objectId: ADELE.objectId } : undefined)
    const t = createTestService({ service: { bindActorBy: undefined, resolveActor } as never })
    const card = await t.send(ADELE, { to: 'Adele@Contoso.com' })
    assert.deepEqual(openTokens(card)[0]?.actors, [{ tenantId: TENANT, objectId: ADELE.objectId }])
    assert.equal((await t.press(card, 'approve', ADELE)).status, 200)
    assert.match((await problemsOf(() => t.send(ALEX))).problems, /resolveActor/)
  })

  it('that resolveActor says null for are nobody, and where it throws nothing is sent or superseded', async () => {
    const nobody = createTestService({
      service: { bindActorBy: undefined, resolveActor: () => null } as never,
    })
    assert.match((await problemsOf(() => nobody.send(ADELE))).problems, /resolveActor/)
    // Never by the address in their place, where a profile would take one.
    const substrate = createTestService({
      service: { profile: 'substrate', tenants: [TENANT], resolveActor: () => undefined } as never,
    })
    assert.match((await problemsOf(() => substrate.send(ADELE))).problems, /resolveActor knows nobody/)
    let fails = false
    const t = createTestService({
      service: {
        bindActorBy: undefined,
        resolveActor: () => {
          if (fails) throw new RangeError('directory down')
          return { tenantId: TENANT, objectId: ADELE.objectId }
        },
      } as never,
    })
    const card = await t.send(ADELE, { version: 1 })
    fails = true
    await assert.rejects(t.send(ADELE, { version: 2 }), RangeError)
    assert.equal(t.mailbox.mails.length, 1)
    assert.equal((await t.press(card, 'approve')).status, 200)
    assert.equal(t.runs.length, 1, 'version 1 is still the current one')
  })

  it('that nobody could recognise are refused, with what to do', async () => {
    assert.match(
      (await problemsOf(() => createTestService(ids).send(ADELE))).problems,
      /resolveActor.*bindActorBy/,
    )
    const t = createTestService()
    for (const [to, reason] of [
      ['someone@elsewhere.com', /no configured tenant/],
      ['zoë@contoso.com', /ASCII/],
      ['nobody', /address/],
      [{ ...ADELE, tenantId: '00000000-0000-4000-8000-000000000001' }, /not one of/],
      [{ ...ADELE, objectId: 'x' }, /GUID/],
      [[ADELE.address, 'ADELE@contoso.com'], /repeated/],
    ] as const) {
      assert.match((await problemsOf(() => t.send(ADELE, { to }))).problems, reason)
    }
    assert.equal(t.mailbox.mails.length, 0)
  })

  it('R12: in several tenants would be several items, which is refused unless the kind says otherwise', async () => {
    const to = [ADELE.address, ADELE_ELSEWHERE.address]
    const { problems } = await problemsOf(() => createTestService().send(ADELE, { to }))
    assert.match(problems, /itemsUniqueWithin/)
    const t = createTestService({ kind: { itemsUniqueWithin: 'service' } })
    await t.send(ADELE, { to })
    assert.equal(t.mailbox.mails.length, 2)
  })
})

describe('sending again', () => {
  it('with the same key gives each recipient the mail once', async () => {
    const t = createTestService()
    const send = (to: readonly string[]) =>
      t.kind.send({ item: '1234', to, subject: 'Expense', card: CARD, key: 'expense/1234/0' })
    await send([ADELE.address])
    const again = await send([ADELE.address, ALEX.address])
    assert.deepEqual(
      t.mailbox.mails.map(({ envelope }) => envelope.to),
      [[ADELE.address], [ALEX.address]],
    )
    assert.equal(again.sent, 2)
    assert.equal(again.mails[0]?.state === 'sent' && again.mails[0].messageId, undefined)
    assert.equal(t.events.filter(({ type }) => type === 'card.sent').length, 2)
  })

  it('after a failure sends what did not go out, and the press still works', async () => {
    let fail = true
    const mails: string[] = []
    const inner = createTestService()
    const transport: Transport = {
      deliver: (mail) => {
        if (fail && mail.envelope.to[0] === ALEX.address)
          return Promise.reject(new CountersignError('ERR_MAIL_REFUSED'))
        mails.push(...mail.envelope.to)
        return inner.mailbox.transport.deliver(mail)
      },
    }
    const t = createTestService({ service: { transport } })
    const send = () =>
      t.kind.send({ item: '1', to: [ADELE.address, ALEX.address], subject: 's', card: CARD, key: 'k' })
    const first = await send()
    assert.deepEqual([first.sent, first.failed], [1, 1])
    assert.ok(t.events.some((event) => event.type === 'card.not-sent' && event.code === 'ERR_MAIL_REFUSED'))
    fail = false
    assert.equal((await send()).sent, 2)
    assert.deepEqual(mails, [ADELE.address, ALEX.address])
  })

  it('throws when nothing went out', async () => {
    const transport: Transport = { deliver: () => Promise.reject(new CountersignError('ERR_MAIL_REFUSED')) }
    const t = createTestService({ service: { transport } })
    await assert.rejects(t.kind.send({ item: '1', to: ADELE.address, subject: 's', card: CARD }), {
      code: 'ERR_MAIL_REFUSED',
    })
  })

  it('a key needs a ledger', async () => {
    const t: TestService = createTestService()
    assert.ok(isDeepStrictEqual(await t.ledger.list(), []))
    await t.kind.send({ item: '1', to: ADELE.address, subject: 's', card: CARD, key: 'k' })
    assert.deepEqual(
      (await t.ledger.list()).map(({ state, label }) => [state, label.actor]),
      [['settled', 'send']],
    )
  })
})

describe('versions', () => {
  it('a higher version supersedes at once, also where the older card went to somebody else', async () => {
    const t = createTestService()
    const alexs = await t.send(ALEX, { version: 1 })
    await t.send(ADELE, { version: 2 })
    await t.press(alexs, 'approve', ALEX)
    assert.deepEqual(t.runs, [])
  })

  it('sending an older version again supersedes nothing', async () => {
    const t = createTestService({ ledger: createMemoryLedger({ now: () => NOON }) })
    const current = await t.send(ADELE, { version: 2 })
    await t.send(ADELE, { version: 1 })
    assert.equal((await t.press(current, 'approve')).status, 200)
    assert.equal(t.runs.length, 1)
    assert.equal(createPublicKey(secrets.signingKey).type, 'public')
  })
})
