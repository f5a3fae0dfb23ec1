import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeCard, makeMail, SENDER } from '../support/example-provider.js'
import { call, type Reply } from '../support/http-call.js'
import { Loop } from '../support/loop.js'

interface Shown {
  readonly id: number
  readonly outcome: string
  readonly shownAnyway: boolean
  readonly errors: number
  readonly buttons: readonly unknown[]
  readonly message: { readonly card?: object; readonly admission: { readonly findings: readonly object[] } }
}

describe('deliver-raw and the admission setting', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  const ask = (method: string, path: string, body?: unknown): Promise<Reply> =>
    call(loop.emulator.url, `/api/v1/${path}`, {
      method,
      headers: { 'Countersign-Secret': loop.emulator.secret, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const show = async (id: number): Promise<Shown> =>
    JSON.parse((await ask('GET', `messages/${String(id)}`)).text) as Shown

  it('I04, D06: a mail is passed on byte for byte, and its card is withheld from the other mailbox', async () => {
    const { id } = await loop.deliver(makeCard())
    const reply = await ask('POST', `messages/${String(id)}/deliver-raw`, { to: 'alex' })
    assert.equal(reply.status, 201, reply.text)
    const copy = JSON.parse(reply.text) as Shown & { mailbox: string }
    const [address = ''] = loop.emulator.users.find(({ alias }) => alias === 'alex')?.addresses ?? []
    assert.deepEqual([copy.mailbox, copy.outcome, copy.buttons], [address, 'withheld', []])
    assert.deepEqual(await loop.emulator.readRaw(copy.id), await loop.emulator.readRaw(id))
    for (const [body, status] of [
      [{}, 400],
      [{ to: 1 }, 400],
      [{ to: 'nobody' }, 404],
      [{ to: 'nobody@contoso.example' }, 400],
    ] as const) {
      const refused = await ask('POST', `messages/${String(id)}/deliver-raw`, body)
      assert.equal(refused.status, status, JSON.stringify(body))
    }
  })

  it('with admission off a withheld card is shown and can be pressed; the findings stay; an event says so', async () => {
    const { id } = await loop.deliver(makeCard())
    const { id: copy } = await loop.emulator.deliverAgain(id, 'alex')
    const withheld = await show(copy)
    assert.equal(withheld.message.card, undefined)
    await assert.rejects(loop.emulator.press(copy, 'approve'), { code: 'ERR_EMULATOR_NO_CARD' })

    assert.equal((await ask('GET', 'settings')).text, '{"admission":true}')
    assert.equal((await ask('POST', 'settings', { admission: false })).text, '{"admission":false}')
    assert.equal(loop.emulator.listEvents().at(-1)?.type, 'settings-changed')
    const shown = await show(copy)
    assert.deepEqual([shown.outcome, shown.shownAnyway, shown.buttons.length], ['withheld', true, 3])
    assert.ok(shown.message.card)
    assert.deepEqual(shown.message.admission.findings, withheld.message.admission.findings)
    assert.ok(shown.errors > 0)
    const calls = loop.service.requests.length
    const pressed = await loop.emulator.press(copy, 'approve')
    assert.deepEqual([pressed.actor.alias, loop.service.requests.length], ['alex', calls + 1])

    const late = await loop.emulator.deliverAgain(id, 'alex')
    assert.ok(late.card)
    assert.deepEqual(
      loop.emulator
        .listEvents()
        .filter(({ type }) => type === 'card-shown-anyway')
        .map((event) => 'messageId' in event && event.messageId),
      [late.id],
    )

    await ask('POST', 'settings', { admission: true })
    for (const each of [copy, late.id]) {
      assert.equal((await show(each)).message.card, undefined)
      await assert.rejects(loop.emulator.press(each, 'approve'), { code: 'ERR_EMULATOR_NO_CARD' })
    }
  })

  it('a card whose signature does not hold is shown unread of its signature, and withheld again', async () => {
    const raw = (await makeMail(makeCard())).replace(/\.[A-Za-z0-9_-]{5}([A-Za-z0-9_-]+<\/div>)/, '.AAAAA$1')
    const rcptTo = ['adele@contoso.example']
    const [forged] = await loop.emulator.deliverRaw(raw, { mailFrom: SENDER, rcptTo })
    assert.ok(forged)
    assert.deepEqual([forged.admission.outcome, forged.card], ['withheld', undefined])
    loop.emulator.setAdmission(false)
    assert.equal((await show(forged.id)).buttons.length, 3)
    loop.emulator.setAdmission(true)
    assert.equal((await show(forged.id)).buttons.length, 0)
  })

  it('a refresh card of a withheld one goes with it', async () => {
    const { id } = await loop.deliver(makeCard())
    const { id: copy } = await loop.emulator.deliverAgain(id, 'alex')
    loop.emulator.setAdmission(false)
    loop.answer = () => ({
      headers: { 'CARD-UPDATE-IN-BODY': 'true' },
      body: JSON.stringify(makeCard({ actions: [], body: [{ type: 'TextBlock', text: 'Decided' }] })),
    })
    const { refreshedCard } = await loop.emulator.press(copy, 'approve')
    loop.answer = () => ({})
    assert.ok(refreshedCard)
    assert.deepEqual((await show(copy)).message.card, JSON.parse(JSON.stringify(refreshedCard)))
    loop.emulator.setAdmission(true)
    assert.equal((await show(copy)).message.card, undefined)
  })

  it('takes nothing but the one setting', async () => {
    for (const body of [
      {},
      { admission: 'false' },
      { admission: 0 },
      { admission: false, strict: true },
      [],
    ]) {
      assert.equal((await ask('POST', 'settings', body)).status, 400, JSON.stringify(body))
    }
    assert.equal((await ask('GET', 'settings')).text, '{"admission":true}')
  })
})
