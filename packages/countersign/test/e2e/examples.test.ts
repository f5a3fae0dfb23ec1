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
  readonly actionStatus?: string
  readonly statusText?: string
  readonly refreshedCard?: unknown
}

/** Runs an example as its README says, in a data folder of its own. */
function describeExample(
  name: string,
  use: (example: {
    press: (...args: string[]) => Promise<Press>
    messages: (count: number) => Promise<void>
  }) => void,
): void {
  describe(`examples/${name}`, () => {
    let data: string
    let dev: RunningDev
    before(async () => {
      data = await mkdtemp(join(tmpdir(), 'example-'))
      dev = RunningDev.inRepository(data, ['node', `examples/${name}/server.js`])
    })
    after(async () => {
      await dev.interrupt()
      await rm(data, { recursive: true, force: true })
    })
    const run = (...args: string[]): ReturnType<typeof runCommand> =>
      runCommand(['inbox', ...args, '--data', data, '--json'], { cwd: repository })
    use({
      press: async (...args) => {
        const { stdout, stderr } = await run('press', ...args)
        assert.notEqual(stdout, '', stderr + dev.output)
        return JSON.parse(stdout) as Press
      },
      messages: async (count) => {
        await dev.waitFor(async () => {
          const { code, stdout } = await run('list')
          if (code !== 0) return undefined
          const { messages } = JSON.parse(stdout) as { messages: { outcome: string }[] }
          assert.ok(
            messages.every(({ outcome }) => outcome === 'shown'),
            stdout,
          )
          return messages.length >= count ? true : undefined
        }, `${count} messages`)
      },
    })
  })
}

describeExample('express', ({ press, messages }) => {
  it('records one decision', async () => {
    await messages(1)
    assert.equal((await press('1', 'approve', '--input', 'comment=fine')).actionStatus, 'Recorded.')
  })
})

describeExample('node', ({ press, messages }) => {
  it('asks again for a reason, then closes the ticket', async () => {
    await messages(1)
    const without = await press('1', 'close')
    assert.equal(without.statusText, 'Please say why.')
    const closed = await press('1', 'close', '--input', 'reason=It is out.')
    assert.equal(closed.status, 200)
    assert.match(JSON.stringify(closed.refreshedCard), /closed: It is out\./)
  })
})

describeExample('fastify', ({ press, messages }) => {
  it('lets every recipient vote once', async () => {
    await messages(2)
    assert.equal((await press('1', 'yes')).status, 200)
    assert.equal((await press('2', 'no')).status, 200)
    assert.equal((await press('1', 'no')).status, 409)
    const again = await press('1', 'yes')
    assert.equal(again.status, 200)
    assert.match(JSON.stringify(again.refreshedCard), /"title":"Yes","value":"1"/)
  })
})

describeExample('fetch', ({ press, messages }) => {
  it('L08: decides nothing by the card that came before the order grew', async () => {
    await messages(2)
    const old = await press('1', 'release')
    assert.equal(old.status, 200)
    assert.match(JSON.stringify(old.refreshedCard), /waiting/)
    const current = await press('2', 'release')
    assert.match(JSON.stringify(current.refreshedCard), /released at 8,000\.00 EUR/)
  })
})
