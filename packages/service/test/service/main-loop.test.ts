import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ADELE, ALEX, createTestService, headerOf, refusalsOf } from '../support/test-service.js'

describe('the main loop', () => {
  it('sends a signed card, runs its action once and answers with a refreshed card', async () => {
    const t = createTestService()
    const card = await t.send()
    const first = await t.press(card, 'approve', ADELE, { inputs: { comment: 'fine "by" me' } })
    assert.deepEqual(
      t.events
        .map(({ type }) => type)
        .filter((type) => !['service.started', 'action.checked'].includes(type)),
      ['card.sent', 'action.settled'],
    )
    assert.equal(first.status, 200)
    assert.equal(headerOf(first, 'card-update-in-body'), 'true')
    assert.equal(headerOf(first, 'card-action-status'), 'Recorded.')
    assert.deepEqual(t.runs, ['approve 1234 fine "by" me'])
  })

  it('R01: gives the recorded answer to the same press again and does not run it', async () => {
    const t = createTestService()
    const card = await t.send()
    const first = await t.press(card, 'approve')
    const second = await t.press(card, 'approve')
    assert.deepEqual(second, first)
    assert.equal(t.runs.length, 1)
  })

  it('I04: refuses a press by somebody else than whom the card was made for', async () => {
    const t = createTestService()
    const card = await t.send()
    const refused = await t.press(card, 'approve', ALEX)
    assert.equal(refused.status, 403)
    assert.deepEqual(refusalsOf(t.events), ['ERR_ACTION_FORBIDDEN'])
    assert.deepEqual(t.runs, [])
  })
})
