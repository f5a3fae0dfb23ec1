import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withoutSqliteWarning } from '../../src/sqlite/import-node-sqlite.js'

describe('loading node:sqlite', () => {
  it('drops that one warning, while it loads, and no other', async () => {
    const printed: string[] = []
    const original = process.emitWarning
    process.emitWarning = (warning: string | Error) => {
      printed.push(String(warning))
    }
    try {
      const loaded = await withoutSqliteWarning(() => {
        process.emitWarning(
          'SQLite is an experimental feature and might change at any time',
          'ExperimentalWarning',
        )
        process.emitWarning('another feature is experimental', 'ExperimentalWarning')
        process.emitWarning('SQLite is deprecated', 'DeprecationWarning')
        return Promise.resolve('module')
      })
      assert.equal(loaded, 'module')
      await assert.rejects(withoutSqliteWarning(() => Promise.reject(new Error('not there'))))
      process.emitWarning('SQLite is an experimental feature', 'ExperimentalWarning')
    } finally {
      process.emitWarning = original
    }
    assert.deepEqual(printed, [
      'another feature is experimental',
      'SQLite is deprecated',
      'SQLite is an experimental feature',
    ])
  })
})
