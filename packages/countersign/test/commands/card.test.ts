import assert from 'node:assert/strict'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runCommand, withFolder } from '../support/run-command.js'

const vectors = fileURLToPath(new URL('../../../../../vectors/', import.meta.url))
const ORIGINATOR = '65c680ef-36a6-4a1b-b84c-a7b5c6198792'

const card = JSON.stringify({
  type: 'AdaptiveCard',
  version: '1.0',
  originator: ORIGINATOR,
  body: [{ type: 'TextBlock', text: 'Hello' }],
  actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.example/1' }],
})

describe('countersign card', () => {
  for (const format of ['xml', 'pem']) {
    it(`verifies the documented sample with its key as ${format}`, async () => {
      const args = [
        'card',
        'verify',
        join(vectors, 'signed-card-doc-sample.jws'),
        '--key',
        join(vectors, `signed-card-doc-sample.pub.${format}`),
        '--json',
      ]
      const { code, stdout, stderr } = await runCommand(args)
      assert.equal(code, 0, stderr + stdout)
      const { ok, issuedAt, recipients } = JSON.parse(stdout) as {
        ok: boolean
        issuedAt: number
        recipients: string[]
      }
      assert.deepEqual(
        { ok, issuedAt, recipients },
        { ok: true, issuedAt: 1545348153, recipients: ['john@contoso.com', 'jane@contoso.com'] },
      )
    })
  }

  it('signs what it then verifies, as JWS and inside HTML', () =>
    withFolder(async (folder) => {
      await runCommand(['key', 'generate', '--out', 'key.pem', '--public-out', 'key.xml'], { cwd: folder })
      await writeFile(join(folder, 'card.json'), card)
      for (const more of [
        ['--out', 'card.jws'],
        ['--html', '--out', 'card.html'],
      ]) {
        const sign = [
          'card',
          'sign',
          'card.json',
          '--key',
          'key.pem',
          '--originator',
          ORIGINATOR,
          '--sender',
          'a@contoso.com',
          '--recipient',
          'b@contoso.com',
        ]
        const signed = await runCommand([...sign, ...more], { cwd: folder })
        assert.equal(signed.code, 0, signed.stderr)
        const { code, stdout } = await runCommand(
          ['card', 'verify', more.at(-1) ?? '', '--key', 'key.xml', '--json'],
          { cwd: folder },
        )
        assert.equal(code, 0, stdout)
        assert.equal((JSON.parse(stdout) as { sender: string }).sender, 'a@contoso.com')
      }
    }))

  it('refuses a signed card that was altered, or is checked with another key: exit 1', () =>
    withFolder(async (folder) => {
      await copyFile(join(vectors, 'signed-card-doc-sample.pub.pem'), join(folder, 'key.pem'))
      const jws = (await readFile(join(vectors, 'signed-card-doc-sample.jws'), 'utf8')).trim()
      await writeFile(join(folder, 'batch.txt'), [jws, jws.replace('.eyJzZW5k', '.eyJzZW5l')].join('\n'))
      const { code, stdout } = await runCommand(
        ['card', 'verify', 'batch.txt', '--key', 'key.pem', '--batch'],
        { cwd: folder },
      )
      assert.equal(code, 1)
      assert.deepEqual(
        stdout
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as { ok: boolean }).ok),
        [true, false],
      )
    }))

  it('lints: exit 0 without findings, 1 with, and says what to do', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'good.json'), card)
      await writeFile(
        join(folder, 'bad.json'),
        JSON.stringify({
          type: 'AdaptiveCard',
          version: '1.0',
          body: [{ type: 'Input.Time', id: 't' }],
          actions: [{ type: 'Action.Submit', title: 'Go' }],
        }),
      )
      const good = await runCommand(['card', 'lint', 'good.json', '--signed'], { cwd: folder })
      assert.equal(good.code, 0, good.stdout)
      const bad = await runCommand(['card', 'lint', 'bad.json', '--json'], { cwd: folder })
      assert.equal(bad.code, 1)
      const { ok, findings } = JSON.parse(bad.stdout) as {
        ok: boolean
        findings: { severity: string; path?: string }[]
      }
      assert.equal(ok, false)
      assert.ok(findings.some(({ path }) => path?.startsWith('/actions/0')))
    }))

  it('draws a card in text', async () => {
    const { code, stdout } = await runCommand(['card', 'preview', '-'], { stdin: card })
    assert.equal(code, 0)
    assert.match(stdout, /Hello[\s\S]*Open/)
  })

  it('T09: refuses duplicate members in a card', async () => {
    const { code, stderr } = await runCommand(['card', 'preview', '-'], {
      stdin: '{"type":"AdaptiveCard","type":"AdaptiveCard","version":"1.0"}',
    })
    assert.equal(code, 1, stderr)
    assert.match(stderr, /^ERR_/)
  })

  it('answers a file without a card with exit 2', async () => {
    const { code, stderr } = await runCommand(['card', 'lint', '-'], { stdin: '<p>nothing here</p>' })
    assert.equal(code, 2)
    assert.match(stderr, /holds no card/)
  })

  it('says why JSON is not readable', async () => {
    const { stderr } = await runCommand(['card', 'lint', '-'], { stdin: '{"type":"AdaptiveCard","type":1}' })
    assert.match(stderr, /^ERR_CARD_UNREADABLE: .*\n {2}because: /)
  })

  it('answers text that is nothing of all that with exit 2, and what it was taken for', async () => {
    const { code, stderr } = await runCommand(['card', 'lint', '-'], { stdin: 'nope\n' })
    assert.equal(code, 2)
    assert.match(stderr, /^ERR_COMMAND_FILE: - holds no card.*read as a mail/)
  })

  it('answers options that cannot be signed with exit 2, all of them at once', () =>
    withFolder(async (folder) => {
      await runCommand(['key', 'generate', '--out', 'key.pem', '--public-out', 'key.xml'], { cwd: folder })
      const args = ['--key', 'key.pem', '--originator', 'x', '--sender', 'y', '--recipient', 'z']
      const { code, stderr } = await runCommand(['card', 'sign', '-', ...args], { cwd: folder, stdin: card })
      assert.equal(code, 2, stderr)
      assert.match(stderr, /ERR_CARD_SIGN_OPTIONS[\s\S]*originator[\s\S]*sender[\s\S]*recipient/)
    }))
})
