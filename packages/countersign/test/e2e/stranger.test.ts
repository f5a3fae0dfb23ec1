import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { countersign, RunningDev } from './running-dev.js'
import { createStrangerFolder, readmeFile } from './stranger-folder.js'

/** The longest server that the README may show. */
const MAX_LINES = 40

interface Press {
  readonly ok: boolean
  readonly status: number
  readonly actionStatus?: string
  readonly refreshedCard?: { readonly body: readonly { readonly text?: string }[] }
}

/** The README's server, mounted with the fetch adapter. */
function fetchServer(): string {
  return readmeFile('server.js')
    .replace(
      "import express from 'express'",
      "import { Hono } from 'hono'\nimport { serve } from '@hono/node-server'",
    )
    .replace('@countersign/service/express', '@countersign/service/fetch')
    .replace('express()', 'new Hono()')
    .replace(
      "app.post('/actions/expense', mount(decide))",
      "const handle = mount(decide)\napp.post('/actions/expense', (c) => handle(c.req.raw))",
    )
    .replace('app.listen(process.env.PORT, ', 'serve({ fetch: app.fetch, port: Number(process.env.PORT) }, ')
}

for (const { adapter, dependencies, server } of [
  { adapter: 'express', dependencies: ['express', 'zod'], server: readmeFile('server.js') },
  { adapter: 'fetch', dependencies: ['hono', '@hono/node-server', 'zod'], server: fetchServer() },
]) {
  describe(`a stranger's service with the ${adapter} adapter`, () => {
    let folder: string
    let dev: RunningDev

    before(async () => {
      folder = await createStrangerFolder(dependencies)
      await writeFile(join(folder, 'server.js'), server)
      dev = RunningDev.inFolder(folder, ['node', 'server.js'])
    })
    after(async () => {
      await dev?.interrupt()
      if (folder) await rm(folder, { recursive: true, force: true })
    })

    const press = async (...args: string[]): Promise<{ code: number; result: Press }> => {
      const { code, stdout, stderr } = await countersign(folder, [
        'inbox',
        'press',
        '1',
        'approve',
        '--json',
        ...args,
      ])
      assert.notEqual(stdout, '', `no result: ${stderr}\n${dev.output}`)
      return { code, result: JSON.parse(stdout) as Press }
    }
    const timesDecided = (): number => dev.output.split('decided 1234: approve').length - 1

    it(`is at most ${MAX_LINES} lines`, () => {
      assert.ok(readmeFile('server.js').trim().split('\n').length <= MAX_LINES)
    })

    it('sends a mail whose signed card arrives and is shown', async () => {
      const message = await dev.waitFor(async () => {
        const { code, stdout } = await countersign(folder, ['inbox', 'list', '--json'])
        if (code !== 0) return undefined
        const { messages } = JSON.parse(stdout) as {
          messages: { id: number; outcome: string; signed: boolean; mailbox: string }[]
        }
        return messages[0]
      }, 'mail')
      assert.equal(message.id, 1)
      assert.equal(message.outcome, 'shown', dev.output)
      assert.equal(message.signed, true)
      assert.equal(message.mailbox, 'adele@contoso.example')
    })

    it('I04 refuses a press as Alex, to whom the card was not sent', async () => {
      const { code, result } = await press('--as', 'alex')
      assert.equal(code, 1)
      assert.equal(result.status, 403)
      assert.equal(timesDecided(), 0)
    })

    it('runs the action and answers with a refreshed card', async () => {
      const { code, result } = await press('--input', 'comment="fine" & {done}\nreally')
      assert.equal(code, 0, JSON.stringify(result) + dev.output)
      assert.equal(result.status, 200)
      assert.equal(result.actionStatus, 'Recorded.')
      assert.equal(result.refreshedCard?.body[1]?.text, 'approve: "fine" & {done}\nreally')
      assert.equal(timesDecided(), 1)
    })

    it('R01 gives the recorded answer to the second press', async () => {
      const { code, result } = await press('--input', 'comment="fine" & {done}\nreally')
      assert.equal(code, 0, JSON.stringify(result) + dev.output)
      assert.equal(result.actionStatus, 'Recorded.')
      assert.equal(timesDecided(), 1)
    })

    it('leaves nothing running and nothing behind but its data folder', async () => {
      await dev.interrupt()
      assert.equal(existsSync(join(folder, '.countersign', 'emulator.json')), false)
      const { code, stderr } = await countersign(folder, ['inbox', 'list'])
      assert.equal(code, 3)
      assert.match(stderr, /ERR_EMULATOR_UNREACHABLE/)
    })
  })
}
