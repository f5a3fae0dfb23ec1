import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Emulator, type EmulatorOptions } from '../src/index.js'

describe('the options of an emulator', () => {
  it('are refused all at once', async () => {
    const options = {
      smtpPort: -1,
      httpPort: 70_000,
      dataDir: ' ',
      now: 7,
      actionTimeoutMs: 0,
      smtpLimits: { maxMailBytes: 0 },
    } as unknown as EmulatorOptions
    await assert.rejects(Emulator.start(options), (error: Error & { code?: string; problems?: string[] }) => {
      assert.equal(error.code, 'ERR_EMULATOR_OPTIONS')
      assert.equal(error.problems?.length, 6)
      return true
    })
  })

  it('leave no port behind when the start fails', async () => {
    const first = await Emulator.start()
    const httpPort = Number(new URL(first.url).port)
    await assert.rejects(Emulator.start({ httpPort }), { code: 'ERR_EMULATOR_PORT_IN_USE' })
    await first.close()
    const second = await Emulator.start({ httpPort })
    assert.equal(second.url, first.url)
    await second.close()
  })
})
