import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openLedger } from '../src/index.js'
import { makeFolder } from './sqlite/sqlite-fixture.js'

describe('openLedger', () => {
  it('opens memory: and sqlite:FILE', async () => {
    const memory = await openLedger('memory:')
    assert.equal((await memory.birth()).adopted, false)
    await memory.close()
    const folder = await makeFolder()
    for (const [index, prefix] of ['sqlite:', 'sqlite://'].entries()) {
      const file = join(folder.path, `ledger-${String(index)}.db`)
      const ledger = await openLedger(`${prefix}${file}`)
      assert.equal((await ledger.birth()).adopted, false)
      await ledger.close()
      assert.ok((await stat(file)).isFile())
    }
    await folder.remove()
  })

  it('R10: keeps the witness where the address says', async () => {
    const folder = await makeFolder()
    const [file, witness] = [join(folder.path, 'ledger.db'), join(folder.path, 'witness')]
    const ledger = await openLedger(`sqlite:${file}?witness=${witness}`)
    await ledger.close()
    assert.ok((await stat(witness)).isFile())
    await assert.rejects(stat(`${file}-witness`), { code: 'ENOENT' })
    await assert.rejects(openLedger(`sqlite:${file}?witness=`), { code: 'ERR_LEDGER_URL' })
    await folder.remove()
  })

  it('refuses every other address', async () => {
    const addresses = [
      '',
      'memory',
      'sqlite',
      'sqlite:',
      'sqlite::memory:',
      'sqlite://ledger.db',
      'postgres://h/db',
    ]
    for (const url of addresses) await assert.rejects(openLedger(url), { code: 'ERR_LEDGER_URL' })
  })
})
