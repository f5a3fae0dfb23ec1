import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { Emulator, readRunningFile, withEmulator } from '../../src/index.js'
import { makeCard, makeMail, makeProvider, SENDER } from '../support/example-provider.js'
import { startRecordingService } from '../support/recording-service.js'

describe('the data folder', () => {
  let dataDir: string
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'countersign-data-')), '.countersign')
  })
  afterEach(() => rm(join(dataDir, '..'), { recursive: true }))

  it('holds emulator.json, mode 600, while it runs, and not after', async () => {
    await withEmulator(
      async (emulator) => {
        const file = join(dataDir, 'emulator.json')
        assert.equal((await stat(file)).mode & 0o777, 0o600)
        assert.deepEqual(await readRunningFile(dataDir), {
          url: emulator.url,
          smtp: emulator.smtp,
          secret: emulator.secret,
          pid: process.pid,
          issuerBase: emulator.issuerBase,
          keyThumbprints: emulator.keyThumbprints,
        })
      },
      { dataDir },
    )
    assert.equal(await readRunningFile(dataDir), undefined)
    assert.deepEqual((await readdir(dataDir)).sort(), ['.gitignore', 'keys', 'mails'])
  })

  it('keeps keys, mails, presses, providers and the rotation over a restart; the secret is new', async () => {
    const service = await startRecordingService()
    const raw = await makeMail(makeCard())
    const first = await withEmulator(
      async (emulator) => {
        emulator.registerProvider(await makeProvider(service.origin))
        await emulator.deliverRaw(raw, { mailFrom: SENDER, rcptTo: ['adele@contoso.example'] })
        await emulator.press(1, 'approve', { fault: 'rotated-key' })
        return { secret: emulator.secret, keys: emulator.keyThumbprints, message: emulator.getMessage(1) }
      },
      { dataDir },
    )
    assert.equal(await readFile(join(dataDir, 'mails', '000001.eml'), 'utf8'), raw)
    for (const name of await readdir(join(dataDir, 'keys'))) {
      assert.equal((await stat(join(dataDir, 'keys', name))).mode & 0o777, 0o600, name)
    }
    await withEmulator(
      async (emulator) => {
        assert.deepEqual(emulator.keyThumbprints, first.keys)
        assert.notEqual(emulator.secret, first.secret)
        assert.deepEqual(emulator.getMessage(1), JSON.parse(JSON.stringify(first.message), reviveDate))
        assert.equal(Buffer.from(await emulator.readRaw(1)).toString(), raw)
        const keys = await fetch(`${emulator.issuerBase}/substrate.office.com/sts/common/discovery/keys`)
        assert.equal(((await keys.json()) as { keys: unknown[] }).keys.length, 2)
        await emulator.deliverRaw(raw, { mailFrom: SENDER, rcptTo: ['adele@contoso.example'] })
        assert.equal((await emulator.press(2, 'approve')).outcome, 'done')
      },
      { dataDir },
    )
    await service.close()
  })

  it('gives every folder keys of its own', async () => {
    const prints = await withEmulator((emulator) => Promise.resolve(emulator.keyThumbprints), { dataDir })
    const other = await withEmulator((emulator) => Promise.resolve(emulator.keyThumbprints))
    assert.equal(new Set([...prints, ...other]).size, 8)
  })

  it('lets only one emulator run on a folder, and takes over what a crash left', async () => {
    const emulator = await Emulator.start({ dataDir })
    await assert.rejects(Emulator.start({ dataDir }), { code: 'ERR_EMULATOR_ALREADY_RUNNING' })
    await emulator.close()
    await emulator.close()
    await writeFile(join(dataDir, 'emulator.json'), JSON.stringify({ pid: 2 ** 30 }))
    await (await Emulator.start({ dataDir })).close()
    await writeFile(join(dataDir, 'emulator.json'), JSON.stringify({ pid: process.ppid }))
    await assert.rejects(Emulator.start({ dataDir }), { code: 'ERR_EMULATOR_ALREADY_RUNNING' })
  })

  it('says which file it cannot use', async () => {
    await withEmulator(() => Promise.resolve(), { dataDir })
    for (const [file, content] of [
      ['keys/signing-1.pem', 'no key'],
      ['providers.json', '{'],
      ['mails/000001.json', '{}'],
    ] as const) {
      await writeFile(join(dataDir, file), content)
      await assert.rejects(Emulator.start({ dataDir }), { code: 'ERR_EMULATOR_DATA_FOLDER' }, file)
      await rm(join(dataDir, file))
    }
    await writeFile(join(dataDir, '..', 'file'), '')
    await assert.rejects(Emulator.start({ dataDir: join(dataDir, '..', 'file') }), {
      code: 'ERR_EMULATOR_DATA_FOLDER',
    })
  })
})

function reviveDate(key: string, value: unknown): unknown {
  return key === 'date' && typeof value === 'string' ? new Date(value) : value
}
