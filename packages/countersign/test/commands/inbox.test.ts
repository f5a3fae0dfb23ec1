import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, it } from 'node:test'
import { Emulator } from '@countersign/emulator'
import { runProgram } from '../../src/program.js'
import { bin, runCommand, withFolder, type CommandResult } from '../support/run-command.js'

const MAIL = 'From: a@contoso.example\r\nTo: adele@contoso.example\r\nSubject: No card\r\n\r\nText.\r\n'

/** An emulator with one mail without a card, and a shell in the folder above its data. */
async function withInbox(
  use: (
    run: (...args: string[]) => Promise<CommandResult>,
    emulator: Emulator,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const emulator = await Emulator.start({ dataDir: join(folder, '.countersign') })
    try {
      await emulator.deliverRaw(MAIL, { rcptTo: ['adele@contoso.example'] })
      await use((...args) => runCommand(['inbox', ...args], { cwd: folder }), emulator, folder)
    } finally {
      await emulator.close()
    }
  })
}

describe('countersign inbox, where the emulator refuses', () => {
  for (const [name, args, exit, code, pattern] of [
    ['an unknown message', ['show', '99'], 2, 'ERR_EMULATOR_MESSAGE_NOT_FOUND', /no message/],
    ['an unknown mailbox', ['list', '--as', 'nobody'], 2, 'ERR_EMULATOR_USER_NOT_FOUND', /no such user/],
    ['a message without a card', ['press', '1', 'approve'], 1, 'ERR_EMULATOR_NO_CARD', /no card/],
    [
      'an unknown fault',
      ['press', '1', 'approve', '--fault', 'nix'],
      2,
      'ERR_EMULATOR_FAULT',
      /duplicate-post.*expired-token/,
    ],
  ] as const) {
    it(`says what is wrong with ${name}, with the emulator's own code`, () =>
      withInbox(async (run) => {
        const result = await run(...args)
        assert.equal(result.code, exit, result.stderr)
        assert.equal(result.stdout, '')
        assert.match(result.stderr, new RegExp(`^${code}: `))
        assert.match(result.stderr, pattern)
        const json = await run(...args, '--json')
        assert.equal(json.code, exit)
        assert.equal((JSON.parse(json.stdout) as { code: string }).code, code)
      }))
  }

  it('H08: lets no control character of a mail through to the terminal', () =>
    withInbox(async (run, emulator) => {
      const subject = Buffer.from('\u001b[2Jcleared\n   9  to you\u202e').toString('base64')
      await emulator.deliverRaw(MAIL.replace('No card', `=?utf-8?b?${subject}?=`), {
        rcptTo: ['adele@contoso.example'],
      })
      for (const args of [['list'], ['show', '2']]) {
        const { code, stdout } = await run(...args)
        assert.equal(code, 0)
        assert.match(stdout, /cleared/)
        // eslint-disable-next-line no-control-regex -- finding control characters is the purpose
        assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^ {3}9/m)
      }
    }))

  it('watch says that the emulator is gone when it was killed: exit 3', () =>
    withFolder(async (folder) => {
      await writeFile(
        join(folder, 'provider.json'),
        JSON.stringify({
          originator: '8f1d5a50-4b0c-4f6a-9b1d-1c2d3e4f5a6b',
          senders: ['a@contoso.example'],
          targets: ['https://service.example'],
        }),
      )
      const emulator = spawn(
        process.execPath,
        [bin, 'emulator', '--smtp', '0', '--http', '0', '--provider', 'provider.json'],
        { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
      )
      await once(emulator.stderr, 'data')
      const watch = spawn(process.execPath, [bin, 'inbox', 'watch'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let said = ''
      watch.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
      const ended = once(watch, 'close')
      assert.match(String(await once(watch.stdout, 'data')), /registered/)
      emulator.kill('SIGKILL')
      assert.deepEqual(await ended, [3, null], said)
      assert.match(said, /^ERR_EMULATOR_UNREACHABLE: /)
    }))
})

describe('Ctrl-C', () => {
  it('ends a command that waits for an input that does not come: exit 3', async () => {
    const interruption = new AbortController()
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
    const code = runProgram(['key', 'convert', '-', '--to', 'jwk'], {
      ...{ stdin, stdout, stderr, env: {}, cwd: tmpdir(), now: Date.now },
      interrupted: interruption.signal,
    })
    interruption.abort()
    assert.equal(await code, 3)
    assert.match(String(stderr.read()), /^ERR_COMMAND_INTERRUPTED: /)
  })
})
