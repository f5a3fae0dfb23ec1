import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { computeKeyThumbprint, generateSigningKey } from '@countersign/core'
import { Emulator } from '../src/index.js'

describe('makeKey', () => {
  let dataDir: string
  const made: string[] = []
  const makeKey = async () => {
    const key = await generateSigningKey()
    made.push(computeKeyThumbprint(key))
    return key
  }
  const start = async (options: { readonly dataDir?: string }): Promise<readonly string[]> => {
    await using emulator = await Emulator.start({ ...options, makeKey })
    return emulator.keyThumbprints
  }
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'countersign-test-'))
  })
  after(() => rm(dataDir, { recursive: true, force: true }))

  it('makes every key of an emulator: four that sign, and one for STARTTLS', async () => {
    const thumbprints = await start({})
    const used = made.splice(0)
    assert.equal(used.length, 5)
    assert.equal(new Set(used).size, 5)
    assert.ok(thumbprints.length === 4 && thumbprints.every((each) => used.includes(each)))
  })

  it('makes those that a data folder does not have, and none the next time', async () => {
    const first = await start({ dataDir })
    assert.equal(made.splice(0).length, 5)
    assert.deepEqual(await start({ dataDir }), first)
    assert.deepEqual(made, [])
  })

  it('has to be a function', async () => {
    const options = { makeKey: 'yes' } as unknown as Parameters<typeof Emulator.start>[0]
    await assert.rejects(Emulator.start(options), { code: 'ERR_EMULATOR_OPTIONS' })
  })
})
