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
    assert.match(stderr, /^ERR_CARD_UNREADABLE: .*\n {2}because: .*\n {2}Correct the JSON/)
    assert.doesNotMatch(stderr, /card lint/)
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

describe('countersign card, of a MessageCard', () => {
  const file = join(vectors, 'cards', 'message-card.json')

  it('lints it: nothing but that it is one', async () => {
    const { code, stdout } = await runCommand(['card', 'lint', file, '--signed'])
    assert.equal(code, 0, stdout)
    assert.match(stdout, /CARD_LEGACY/)
    const targets = ['--target', 'https://other.example', '--json']
    const refused = await runCommand(['card', 'lint', file, ...targets])
    assert.equal(refused.code, 1)
    const { findings } = JSON.parse(refused.stdout) as { findings: { code: string; path: string }[] }
    assert.equal(
      findings.find(({ code: each }) => each === 'CARD_TARGET_UNREGISTERED')?.path,
      '/sections/1/potentialAction/0/target',
    )
  })

  it('draws it in text', async () => {
    const { code, stdout } = await runCommand(['card', 'preview', file])
    assert.equal(code, 0)
    assert.match(stdout, /Expense 1234[\s\S]*Amount:[\s\S]*\[3\] Approve[\s\S]*\[6\] View in Expenses/)
  })

  it('signs and verifies it, as JWS and inside HTML, and previews both', () =>
    withFolder(async (folder) => {
      await runCommand(['key', 'generate', '--out', 'key.pem', '--public-out', 'key.xml'], { cwd: folder })
      const who = ['--originator', ORIGINATOR, '--sender', 'a@contoso.com', '--recipient', 'b@contoso.com']
      for (const more of [
        ['--out', 'card.jws'],
        ['--html', '--out', 'card.html'],
      ]) {
        const out = more.at(-1) ?? ''
        const signed = await runCommand(['card', 'sign', file, '--key', 'key.pem', ...who, ...more], {
          cwd: folder,
        })
        assert.equal(signed.code, 0, signed.stderr)
        const { code, stdout } = await runCommand(['card', 'verify', out, '--key', 'key.xml', '--json'], {
          cwd: folder,
        })
        assert.equal(code, 0, stdout)
        const verified = JSON.parse(stdout) as { entity: string; card: { '@type': string } }
        assert.deepEqual([verified.entity, verified.card['@type']], ['MessageCard', 'MessageCard'])
        assert.match((await runCommand(['card', 'preview', out], { cwd: folder })).stdout, /\[3\] Approve/)
      }
      const html = await readFile(join(folder, 'card.html'), 'utf8')
      assert.match(html, /schema\.org\/SignedMessageCard/)
      await writeFile(join(folder, 'mixed.html'), html.replaceAll('SignedMessageCard', 'SignedAdaptiveCard'))
      const mixed = await runCommand(['card', 'verify', 'mixed.html', '--key', 'key.xml'], { cwd: folder })
      assert.equal(mixed.code, 1)
      assert.match(mixed.stderr, /^ERR_CARD_ENTITY/)
    }))

  it('converts it: the Adaptive Card on stdout, what changes on stderr, and nothing is wrong with the card', () =>
    withFolder(async (folder) => {
      const { code, stdout, stderr } = await runCommand(['card', 'convert', file])
      assert.equal(code, 0, stderr)
      assert.match(stderr, /CARD_CONVERT_THEME_COLOR/)
      await writeFile(join(folder, 'card.json'), stdout)
      const lint = await runCommand(['card', 'lint', 'card.json', '--signed', '--json'], { cwd: folder })
      assert.deepEqual((JSON.parse(lint.stdout) as { findings: unknown[] }).findings, [])
    }))

  it('answers 1 where something is lost, and refuses what is no MessageCard', async () => {
    const lossy = JSON.stringify({ '@type': 'MessageCard', text: '# Heading' })
    const { code, stdout } = await runCommand(['card', 'convert', '-', '--json'], { stdin: lossy })
    assert.equal(code, 1)
    const result = JSON.parse(stdout) as { ok: boolean; card: { type: string }; findings: { code: string }[] }
    assert.deepEqual(
      [result.ok, result.card.type, result.findings.map((finding) => finding.code)],
      [false, 'AdaptiveCard', ['CARD_CONVERT_MARKDOWN']],
    )
    const other = await runCommand(['card', 'convert', '-'], { stdin: card })
    assert.equal(other.code, 1)
    assert.match(other.stderr, /^ERR_CARD_TYPE: The card is not a MessageCard/)
    assert.match(other.stderr, /"@type" is "MessageCard"/)
    assert.doesNotMatch(other.stderr, /"type" is "AdaptiveCard"/)
  })

  it('says of a MessageCard with a name in another case what it is', async () => {
    const stdin = JSON.stringify({
      '@type': 'messagecard',
      '@context': 'https://schema.org/extensions',
      text: 'x',
    })
    const { code, stdout } = await runCommand(['card', 'lint', '-'], { stdin })
    assert.equal(code, 1)
    assert.match(stdout, /CARD_MESSAGE_TYPE at \/@type/)
    assert.doesNotMatch(stdout, /CARD_TYPE|CARD_EMPTY|not an Adaptive Card/)
  })

  it('tells of a section that is left out', async () => {
    const stdin = JSON.stringify({ '@type': 'MessageCard', text: 'x', sections: [{ text: 'y' }, null] })
    const { code, stderr } = await runCommand(['card', 'convert', '-'], { stdin })
    assert.equal(code, 1)
    assert.match(stderr, /CARD_CONVERT_FORM at \/sections\/1/)
  })

  it('B08: refuses a card that is of both kinds', async () => {
    const stdin = JSON.stringify({ '@type': 'MessageCard', type: 'AdaptiveCard', text: 'x', version: '1.0' })
    assert.match((await runCommand(['card', 'lint', '-'], { stdin })).stdout, /error +CARD_KIND_AMBIGUOUS/)
    for (const name of ['preview', 'convert']) {
      const { code, stderr } = await runCommand(['card', name, '-'], { stdin })
      assert.equal(code, 1)
      assert.match(stderr, /^ERR_CARD_TYPE/)
    }
  })
})
