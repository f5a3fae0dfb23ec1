import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Emulator } from '@countersign/emulator'
import { bin, runCommand, type CommandResult } from '../support/run-command.js'
import { makeLeaveCard, startSmallService } from '../support/small-service.js'

const TARGET = 'https://deploys.example'
const ORIGINATOR = '0f6d4f1c-8f0f-4a06-9c2b-5f1d0c1f7a01'

describe('countersign inbox in channels and chats', () => {
  let emulator: Emulator
  let service: Server
  let folder: string
  const run = (...args: string[]): Promise<CommandResult> => runCommand(['inbox', ...args], { cwd: folder })

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-test-'))
    const { server, origin } = await startSmallService()
    service = server
    emulator = await Emulator.start({ dataDir: join(folder, '.countersign') })
    emulator.registerProvider({
      originator: ORIGINATOR,
      name: 'Deploys',
      senders: ['deploys@contoso.example'],
      targets: [TARGET],
      scope: 'global',
      routes: { '*': origin },
    })
    const channel = emulator.addChannel({ name: 'Alerts', provider: ORIGINATOR, members: ['adele', 'megan'] })
    for (const post of [
      {
        '@type': 'MessageCard',
        '@context': 'https://schema.org/extensions',
        title: 'web-7 is down',
        text: 'It answers nothing.',
        potentialAction: [{ '@type': 'HttpPOST', name: 'Restart', target: `${TARGET}/restart`, body: '' }],
      },
      { text: 'web-7 \u001b[31mis slow' },
    ]) {
      const posted = await fetch(channel.webhookUrl, { method: 'POST', body: JSON.stringify(post) })
      assert.equal(posted.status, 200, await posted.text())
    }
    await emulator.postBotCard(makeLeaveCard(origin))
  })
  after(async () => {
    service?.closeAllConnections()
    service?.close()
    await emulator?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('lists them with the mailbox that they stand in, and one mailbox alone', async () => {
    const all = await run('list')
    assert.equal(all.code, 0, all.stderr)
    assert.match(
      all.stdout,
      /1 {2}in channel:Alerts {2}from an incoming webhook\n +web-7 is down\n +\[Restart\]/,
    )
    assert.match(all.stdout, /3 {2}in the chat with adele@contoso\.example {2}from the bot Leave bot\n/)
    const { stdout } = await run('list', '--as', 'channel:Alerts', '--json')
    const { messages } = JSON.parse(stdout) as { messages: readonly { mailbox: string }[] }
    assert.deepEqual(
      messages.map(({ mailbox }) => mailbox),
      ['channel:Alerts', 'channel:Alerts'],
    )
    const unknown = await run('list', '--as', 'channel:Nowhere')
    assert.equal(unknown.code, 2)
    assert.match(unknown.stderr, /^ERR_EMULATOR_CHANNEL_NOT_FOUND: /)
  })

  it('shows a card and where it stands, and a text without its control characters', async () => {
    const card = await run('show', '1')
    assert.match(
      card.stdout,
      /^From {5}an incoming webhook\nStands {3}in channel:Alerts\nSubject {2}web-7 is down\n/,
    )
    assert.match(card.stdout, /\[1\] Restart/)
    const text = await run('show', '2')
    assert.match(text.stdout, /\n\nweb-7 \\u\{1b\}\[31mis slow\n/)
    const chat = await run('show', '3')
    assert.match(
      chat.stdout,
      /^From {5}the bot Leave bot\nStands {3}in the chat with adele@contoso\.example\n/,
    )
  })

  it('presses in a channel as its first member, or as whoever is named', async () => {
    const first = await run('press', '1', 'Restart')
    assert.equal(first.code, 0, first.stdout + first.stderr)
    assert.match(first.stdout, /^Adele .*\n.*substrate-connector.*\n.*200.*: The channel has it\.\n/)
    const { stdout } = await run('press', '1', 'Restart', '--as', 'megan', '--json')
    const { ok, actor } = JSON.parse(stdout) as { ok: boolean; actor: { alias: string } }
    assert.deepEqual([ok, actor.alias], [true, 'megan'])
  })

  it('presses in a chat', async () => {
    const { code, stdout, stderr } = await run('press', '3', 'Grant')
    assert.equal(code, 0, stdout + stderr)
    assert.match(stdout, /token: bot.*\n.*: The bot has recorded it\.\n/)
  })

  it('watches them come, and a press by somebody who would not see the card', async () => {
    await emulator.press(1, 'Restart', { as: 'alex' })
    const wanted = [
      / #1 {2}channel post in channel:Alerts/,
      / #3 {2}chat post in adele@/,
      / #1 {2}warning: Whoever pressed is no member of the channel/,
    ]
    const watch = spawn(process.execPath, [bin, 'inbox', 'watch'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    for await (const text of watch.stdout.setEncoding('utf8') as AsyncIterable<string>) {
      said += text
      if (wanted.every((line) => line.test(said))) break
    }
    const ended = once(watch, 'exit')
    watch.kill('SIGINT')
    await ended
  })
})
