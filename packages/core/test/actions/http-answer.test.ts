import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answer, isHandlerAnswer, toHttpAnswer } from '../../src/actions/index.js'
import type { OutlookCard } from '../../src/cards/index.js'
import { refusalCode } from '../refusal-code.js'

const CARD: OutlookCard = {
  type: 'AdaptiveCard',
  version: '1.0',
  body: [{ type: 'TextBlock', text: 'done' }],
}

describe('answers', () => {
  it('done is 200 with status text and card', () => {
    assert.deepEqual(toHttpAnswer(answer.done('Recorded.', CARD)), {
      status: 200,
      headers: [
        ['cache-control', 'no-store'],
        ['card-action-status', 'Recorded.'],
        ['card-update-in-body', 'true'],
        ['content-type', 'application/json; charset=utf-8'],
      ],
      body: JSON.stringify(CARD),
    })
  })

  it('done without a card has no body and updates nothing', () => {
    const { headers, body } = toHttpAnswer(answer.done('Recorded.'))
    assert.equal(body, '')
    assert.ok(headers.every(([name]) => name !== 'card-update-in-body'))
  })

  it('declined is a 4xx and tryAgain another one, so that the status text is shown', () => {
    assert.equal(toHttpAnswer(answer.declined('No.')).status, 422)
    assert.equal(toHttpAnswer(answer.tryAgain('Busy.')).status, 409)
  })

  it('O01: the status text of an answer is sanitised', () => {
    const { headers } = toHttpAnswer(answer.declined('a\r\nb'))
    assert.ok(headers.some(([name, value]) => name === 'card-action-status' && value === 'a b'))
  })

  it('knows its own answers from look-alikes, and freezes them', async () => {
    assert.ok(isHandlerAnswer(answer.tryAgain('x')))
    for (const other of [
      { outcome: 'done', status: 'x' },
      { ...answer.done('x') },
      null,
      undefined,
      'done',
    ]) {
      assert.ok(!isHandlerAnswer(other))
    }
    assert.ok(Object.isFrozen(answer.done('x')))
    assert.equal(await refusalCode(() => answer.done(undefined as unknown as string)), 'ERR_ACTION_ANSWER')
  })
})
