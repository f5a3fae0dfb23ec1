import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createEventHub } from '../../src/events/event-hub.js'

describe('event hub', () => {
  it('a listener that fails, at once or later, reaches neither the caller nor the process', async () => {
    const hub = createEventHub()
    const heard: string[] = []
    hub.listen(() => {
      throw new Error('SECRET at once')
    })
    // What an async listener gives, though a listener has nothing to give.
    const later: () => unknown = async () => {
      await Promise.resolve()
      throw new Error('SECRET later')
    }
    hub.listen(later)
    hub.listen(({ type }) => heard.push(type))
    const warnings: Error[] = []
    const both = new Promise<void>((resolve) => {
      process.on('warning', function count(warning) {
        warnings.push(warning)
        if (warnings.length < 2) return
        process.off('warning', count)
        resolve()
      })
    })
    hub.emit({ type: 'service.warning', message: 'x' })
    await both
    assert.deepEqual(heard, ['service.warning'])
    assert.ok(warnings.every(({ message, stack }) => !`${message}${stack ?? ''}`.includes('SECRET')))
  })
})
