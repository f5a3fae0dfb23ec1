import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { makeCard } from '../support/example-provider.js'
import { Loop } from '../support/loop.js'

describe('many presses at once', () => {
  it('all reach the service, and Node warns of no leak', async () => {
    const warnings: string[] = []
    const note = ({ name }: Error): unknown => warnings.push(name)
    process.on('warning', note)
    const loop = await Loop.start()
    try {
      const { id } = await loop.deliver(makeCard())
      const presses = Array.from({ length: 50 }, () => loop.emulator.press(id, 'approve'))
      for (const { outcome } of await Promise.all(presses)) assert.equal(outcome, 'done')
      assert.equal(loop.service.requests.length, 50)
      await nextTurn()
      assert.deepEqual(warnings, [])
    } finally {
      process.off('warning', note)
      await loop.close()
    }
  })
})
