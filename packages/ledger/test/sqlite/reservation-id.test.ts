import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatReservationId, parseReservationId } from '../../src/sqlite/reservation-id.js'

describe('reservation id', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) => {
        const holder = randomUUID()
        assert.deepEqual(parseReservationId(formatReservationId(id, holder)), { id, holder })
      }),
    )
  })

  it('knows nothing of any other text', () => {
    const holder = randomUUID()
    for (const text of [
      '',
      '.',
      `0.${holder}`,
      `01.${holder}`,
      `1.${holder}\n`,
      ` 1.${holder}`,
      `1e3.${holder}`,
      '1.',
    ]) {
      assert.equal(parseReservationId(text), undefined)
    }
    assert.equal(parseReservationId(`9007199254740993.${holder}`), undefined)
    fc.assert(fc.property(fc.string(), (text) => parseReservationId(text) === undefined))
  })
})
