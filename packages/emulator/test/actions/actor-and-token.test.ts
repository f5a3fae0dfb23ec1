import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeCard, ORIGINATOR, SENDER, TARGET } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

describe('who presses, and what the token says', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  it('presses as the owner of the mailbox, or as whom the caller names', async () => {
    const { id } = await loop.deliver(makeCard(), { to: ['alex@contoso.example'] })
    const own = await loop.emulator.press(id, 'approve')
    assert.equal(own.actor.alias, 'alex')
    for (const as of ['megan', 'MeganB@contoso.example', 'c0a70000-0000-4000-9000-00000000a003']) {
      const other = await loop.emulator.press(id, 'approve', { as })
      assert.equal(other.actor.alias, 'megan')
      assert.equal(loop.claims.oid, other.actor.objectId)
    }
    await assert.rejects(loop.emulator.press(id, 'approve', { as: 'nobody' }), {
      code: 'ERR_EMULATOR_USER_NOT_FOUND',
    })
  })

  it('speaks each profile with the audience and scope of the registration', async () => {
    const { id } = await loop.deliver(makeCard())
    await loop.register({ token: { profile: 'entra-v1', audience: 'api://own', scope: 'Actions.Send' } })
    await loop.emulator.press(id, 'approve')
    assert.deepEqual(
      [loop.claims.ver, loop.claims.aud, loop.claims.scp],
      ['1.0', 'api://own', 'Actions.Send'],
    )
    await loop.register({ token: { profile: 'entra-v2' } })
    await loop.emulator.press(id, 'approve')
    assert.deepEqual([loop.claims.ver, loop.claims.aud, loop.claims.scp], ['2.0', ORIGINATOR, 'Global.Test'])
    await loop.register({ token: { profile: 'substrate' } })
    await loop.emulator.press(id, 'approve')
    assert.deepEqual(
      [loop.claims.iss, loop.claims.aud, loop.claims.sub, loop.claims.sender],
      ['https://substrate.office.com/sts/', TARGET, 'adele@contoso.example', SENDER],
    )
  })

  it('lets expectedActors choose which own address becomes sub, and nobody else’s', async () => {
    await loop.register({ token: { profile: 'substrate' } })
    const cases = [
      [['adele.vance@contoso.example'], 'adele.vance@contoso.example'],
      [['alex@contoso.example', 'AdeleV@Contoso.example'], 'adelev@contoso.example'],
      [['alex@contoso.example'], 'adele@contoso.example'],
      [[], 'adele@contoso.example'],
    ] as const
    for (const [expectedActors, sub] of cases) {
      const { id } = await loop.deliver(makeCard({ expectedActors }))
      await loop.emulator.press(id, 'approve')
      assert.equal(loop.claims.sub, sub)
    }
  })

  it('leaves upn alone unless the registration says that expectedActors choose it', async () => {
    const { id } = await loop.deliver(makeCard({ expectedActors: ['adele.vance@contoso.example'] }))
    await loop.register({ token: { profile: 'entra-v1' } })
    await loop.emulator.press(id, 'approve')
    assert.equal(loop.claims.upn, 'adele@contoso.example')
    await loop.register({ token: { profile: 'entra-v1', expectedActorsChooseName: true } })
    await loop.emulator.press(id, 'approve')
    assert.equal(loop.claims.upn, 'adele.vance@contoso.example')
  })

  it('finds an action by id, title or number, and refuses what is none, several, or no Action.Http', async () => {
    const twin = { type: 'Action.Http', title: 'Twin', method: 'POST', url: `${TARGET}/twin`, body: '' }
    const card = makeCard()
    const { id } = await loop.deliver({
      ...card,
      actions: [...(card.actions ?? []), twin, twin] as typeof card.actions & object,
    })
    for (const name of ['approve', 'Approve', 'APPROVE', '1']) {
      assert.equal((await loop.emulator.press(id, name)).action, 'approve')
    }
    assert.equal((await loop.emulator.press(id, 2)).action, 'status')
    assert.equal((await loop.emulator.press(id, 5)).request.url, `${TARGET}/twin`)
    for (const name of ['reject', '0', '99', '3', 'Open', '', '__proto__']) {
      await assert.rejects(loop.emulator.press(id, name), { code: 'ERR_EMULATOR_ACTION_NOT_FOUND' }, name)
    }
    await assert.rejects(loop.emulator.press(id, 'Twin'), { code: 'ERR_EMULATOR_ACTION_AMBIGUOUS' })
  })
})
