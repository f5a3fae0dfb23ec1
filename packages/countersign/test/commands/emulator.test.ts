import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { bin, runCommand, withFolder } from '../support/run-command.js'

describe('countersign emulator', () => {
  it('answers a port in use with one clear line and exit 2', () =>
    withFolder(async (folder) => {
      const taken = createServer().listen(0, '127.0.0.1')
      await once(taken, 'listening')
      const { port } = taken.address() as AddressInfo
      const { code, stderr } = await runCommand(['emulator', '--smtp', '0', '--http', String(port)], {
        cwd: folder,
      })
      taken.close()
      assert.equal(code, 2)
      assert.match(stderr, new RegExp(`ERR_EMULATOR_PORT_IN_USE.*${port}`))
    }))

  it('ends on SIGINT and leaves no address behind', () =>
    withFolder(async (folder) => {
      const child = spawn(process.execPath, [bin, 'emulator', '--smtp', '0', '--http', '0'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const [text] = (await once(child.stderr, 'data')) as [Buffer]
      assert.match(text.toString(), /smtp:\/\/127\.0\.0\.1:\d+/)
      assert.ok(existsSync(join(folder, '.countersign', 'emulator.json')))
      const page = new URL(/http:\/\/127\.0\.0\.1:\d+\/\?secret=\S+/.exec(text.toString())?.[0] ?? '')
      const entered = await fetch(page, { redirect: 'manual' })
      assert.equal(entered.status, 303)
      const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
      const inbox = await fetch(new URL('/', page), { headers: { cookie } })
      assert.match(await inbox.text(), /<title>/)
      const listed = await runCommand(['inbox', 'list'], { cwd: folder })
      assert.equal(listed.code, 0, listed.stderr)
      child.kill('SIGINT')
      const [code] = (await once(child, 'exit')) as [number]
      assert.equal(code, 0)
      assert.equal(existsSync(join(folder, '.countersign', 'emulator.json')), false)
    }))

  it('answers a provider file that is wrong with everything that is wrong in it', () =>
    withFolder(async (folder) => {
      const args = ['emulator', '--smtp', '0', '--http', '0', '--provider', '-']
      const { code, stderr } = await runCommand(args, {
        cwd: folder,
        stdin: '{"originator":"no guid","senders":[],"targets":["http://plain.example"]}',
      })
      assert.equal(code, 2, stderr)
      assert.match(stderr, /originator[\s\S]*targets/)
    }))
})

describe('countersign inbox', () => {
  it('says that no emulator runs, and how to start one: exit 3', () =>
    withFolder(async (folder) => {
      const { code, stderr } = await runCommand(['inbox', 'list'], { cwd: folder })
      assert.equal(code, 3)
      assert.match(stderr, /ERR_EMULATOR_UNREACHABLE[\s\S]*countersign dev/)
    }))

  it('answers a message number that is none with exit 2', async () => {
    const { code, stderr } = await runCommand(['inbox', 'press', 'first', 'approve'])
    assert.equal(code, 2)
    assert.match(stderr, /"first" is no message/)
  })
})
