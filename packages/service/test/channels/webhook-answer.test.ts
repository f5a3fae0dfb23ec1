import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeWebhookAnswer } from '../../src/channels/webhook-answer.js'

const NOW = Date.UTC(2026, 10, 21, 12)

function judge(status: number, body = '', retryAfter?: string) {
  return judgeWebhookAnswer({ status, body, retryAfter }, NOW)
}

describe('the answer of a channel', () => {
  it('is a taken card only by what the vendor documents', () => {
    for (const [status, body] of [
      [200, '1'],
      [200, ' 1\n'],
      [200, ''],
      [202, 'anything'],
    ] as const) {
      assert.deepEqual(judge(status, body), { verdict: 'taken' })
    }
    for (const [status, body] of [
      [200, 'Bad payload received by generic incoming webhook.'],
      [201, '1'],
      [204, ''],
    ] as const) {
      assert.equal(judge(status, body).verdict, 'refused', `${String(status)} ${body}`)
    }
  })

  it('reads the status that a connector writes into a 200', () => {
    const failed = (status: number) =>
      `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${String(status)} with ContextId tcid=0`
    assert.deepEqual(judge(200, failed(429)), { verdict: 'later', status: 429 })
    assert.deepEqual(judge(200, failed(503)), { verdict: 'later', status: 503 })
    assert.deepEqual(judge(200, failed(413)), { verdict: 'refused', status: 413 })
  })

  it('never follows a redirect', () => {
    for (const status of [301, 302, 307, 308]) assert.deepEqual(judge(status), { verdict: 'refused', status })
  })

  it('says when to come again, in seconds, from either form of Retry-After', () => {
    assert.deepEqual(judge(429, '', '7'), { verdict: 'later', status: 429, retryAfterSeconds: 7 })
    const date = new Date(NOW + 90_000).toUTCString()
    assert.deepEqual(judge(503, '', date), { verdict: 'later', status: 503, retryAfterSeconds: 90 })
    assert.deepEqual(judge(503, '', new Date(NOW - 1000).toUTCString()), {
      verdict: 'later',
      status: 503,
      retryAfterSeconds: 0,
    })
    for (const bad of ['-1', '1e9', 'soon', ''])
      assert.deepEqual(judge(429, '', bad), { verdict: 'later', status: 429 })
  })
})
