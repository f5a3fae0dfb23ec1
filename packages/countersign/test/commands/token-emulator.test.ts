import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Emulator, EXCHANGE_METADATA_URL } from '@countersign/emulator'
import { runCommand, withFolder, type CommandResult } from '../support/run-command.js'

const AUDIENCE = 'https://add-in.contoso.example/index.html'

/** The keys are fetched: from the emulator that the command is told to trust. */
describe('countersign token verify: exchange, with a running emulator', () => {
  let emulator: Emulator
  before(async () => {
    emulator = await Emulator.start()
  })
  after(() => emulator.close())

  const run = (token: string, ...more: string[]): Promise<CommandResult> =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'token.txt'), token)
      const args = [
        '--profile',
        'exchange',
        '--audience',
        AUDIENCE,
        '--trusted-metadata',
        EXCHANGE_METADATA_URL,
      ]
      return runCommand(['token', 'verify', 'token.txt', ...args, ...more], { cwd: folder })
    })
  const trust = (): string[] => [
    ...['--metadata', emulator.issuerBase],
    ...emulator.keyThumbprints.flatMap((thumbprint) => ['--trust-emulator', thumbprint]),
  ]

  it("accepts the emulator's token where it is trusted: exit 0", async () => {
    const token = await emulator.mintExchangeToken({ as: 'adele', audience: AUDIENCE })
    const { code, stdout, stderr } = await run(token, ...trust())
    assert.equal(code, 0, stdout + stderr)
    assert.match(stdout, /user https:\/\/exchange\.contoso\.example\/autodiscover\/metadata\/json\/1#/)
  })

  it('E02: does not start with its server in the list and no trust: exit 2', async () => {
    const token = await emulator.mintExchangeToken({ as: 'adele', audience: AUDIENCE })
    const { code, stderr } = await run(token)
    assert.equal(code, 2, stderr)
    assert.match(stderr, /trustEmulator is not set/)
  })

  it("E02: refuses another emulator's keys: exit 3, as nothing of its set can be used", async () => {
    const token = await emulator.mintExchangeToken({ as: 'adele', audience: AUDIENCE })
    const { code, stderr } = await run(
      token,
      ...['--metadata', emulator.issuerBase, '--trust-emulator', 'A'.repeat(43)],
    )
    assert.equal(code, 3, stderr)
    assert.match(stderr, /^ERR_ISSUER_UNAVAILABLE: /)
  })

  it('X01: refuses a token that names another server: exit 1', async () => {
    const token = await emulator.mintExchangeToken({
      as: 'adele',
      audience: AUDIENCE,
      fault: 'other-metadata',
    })
    const { code, stderr } = await run(token, ...trust())
    assert.equal(code, 1, stderr)
    assert.match(stderr, /^ERR_TOKEN_METADATA_URL: /)
  })
})
