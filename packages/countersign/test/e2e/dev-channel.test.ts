import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runCommand } from '../support/run-command.js'
import { repository } from './repository.js'
import { RunningDev } from './running-dev.js'

interface Press {
  readonly status: number
  readonly refreshedCard?: unknown
}

describe('countersign dev --profile substrate', () => {
  let data: string
  let dev: RunningDev
  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'dev-channel-'))
    dev = RunningDev.inRepository(
      data,
      ['node', 'examples/teams-channel/server.js'],
      ['--profile', 'substrate', '--target', 'https://alerts.example'],
    )
  })
  after(async () => {
    await dev.interrupt()
    await rm(data, { recursive: true, force: true })
  })

  const inbox = (...args: string[]): ReturnType<typeof runCommand> =>
    runCommand(['inbox', ...args, '--data', data, '--json'], { cwd: repository })
  const press = async (...args: string[]): Promise<Press> => {
    const { stdout, stderr } = await inbox('press', '1', ...args)
    assert.notEqual(stdout, '', stderr + dev.output)
    return JSON.parse(stdout) as Press
  }

  it('gives a service a channel to post to, with nothing to set', async () => {
    const message = await dev.waitFor(async () => {
      const { code, stdout } = await inbox('list')
      if (code !== 0) return undefined
      return (JSON.parse(stdout) as { messages: { mailbox: string; outcome: string }[] }).messages[0]
    }, 'post')
    assert.deepEqual([message.mailbox, message.outcome], ['channel:General', 'shown'])
  })

  it('I04: lets those decide who are on its list, and nobody else of the channel', async () => {
    assert.equal((await press('restart', '--as', 'alex')).status, 403)
    assert.doesNotMatch(dev.output, /restart: web-7/)
    const pressed = await press('restart', '--as', 'adele', '--input', 'reason=out of "memory"')
    assert.equal(pressed.status, 200, dev.output)
    assert.match(JSON.stringify(pressed.refreshedCard), /It restarts: out of/)
  })

  it('H05: prints who may press, and not the address of the channel', () => {
    assert.match(dev.output, /General.*Adele.*Megan/)
    assert.doesNotMatch(dev.output, /\/webhook\//)
  })
})
