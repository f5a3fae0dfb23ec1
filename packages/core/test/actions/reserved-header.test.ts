import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isReservedHeader } from '../../src/actions/index.js'

describe('isReservedHeader', () => {
  it('H07: knows the names of platform, proxies and Countersign, in every case and with underscores', () => {
    for (const name of [
      'Authorization',
      'action-authorization',
      'ACTION_AUTHORIZATION',
      'Card-Correlation-Id',
      'card_correlation_id',
      'Host',
      'X-Forwarded-For',
      'x_forwarded_host',
      'Forwarded',
      'Countersign-Actor',
      'countersign_actor',
      ' Transfer-Encoding ',
    ]) {
      assert.ok(isReservedHeader(name), name)
    }
  })

  it('leaves other names alone', () => {
    for (const name of ['Content-Type', 'X-Tenant', 'Authorization-Hint', 'cst'])
      assert.ok(!isReservedHeader(name))
  })
})
