import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { computeKeyThumbprint } from '@countersign/core'
import { KeyReserve } from '../../src/demo/key-reserve.js'

describe('the keys that a demo begins with', () => {
  it('are RSA of 2,048 bits, another one for everybody who asks, more than were begun included', async () => {
    const reserve = new KeyReserve()
    reserve.begin()
    const keys = await Promise.all(Array.from({ length: 4 }, reserve.take))
    for (const { asymmetricKeyType, asymmetricKeyDetails, type } of keys) {
      assert.deepEqual(
        [type, asymmetricKeyType, asymmetricKeyDetails?.modulusLength],
        ['private', 'rsa', 2048],
      )
    }
    assert.equal(new Set(keys.map(computeKeyThumbprint)).size, keys.length)
  })

  it('are made when they are asked for where nothing was begun', async () => {
    assert.equal((await new KeyReserve().take()).type, 'private')
  })
})
