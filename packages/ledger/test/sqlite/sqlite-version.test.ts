import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWalSound } from '../../src/sqlite/sqlite-version.js'

describe('isWalSound', () => {
  it('knows the repaired versions and no other', () => {
    for (const version of ['3.44.6', '3.50.7', '3.51.3', '3.51.10', '3.52.0', '3.53.4', '4.0.0']) {
      assert.equal(isWalSound(version), true, version)
    }
    const unsound = [
      '3.44.5',
      '3.44.7',
      '3.45.1',
      '3.50.6',
      '3.50.8',
      '3.51.0',
      '3.51.2',
      '3.9.0',
      '2.8.17',
      '',
    ]
    for (const version of unsound) assert.equal(isWalSound(version), false, version)
  })
})
