import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { withFolder } from '../support/run-command.js'
import { RunningDemo } from './running-demo.js'

describe('countersign demo', () => {
  it('leaves no process, port or folder behind after Ctrl-C, the one of the killed service included', () =>
    withFolder(async (folder) => {
      const demo = new RunningDemo(folder)
      const service = Number(await demo.find(/as process (\d+)/))
      const page = new URL(await demo.find(/ready: (\S+)\n/))
      await demo.find(/Your own service/)
      const headers = { 'countersign-secret': page.searchParams.get('secret') ?? '' }
      const attempt = await fetch(new URL('/api/v1/demo/attempts/kill-service', page), {
        method: 'POST',
        headers,
      })
      const result = (await attempt.json()) as { code: string; ok: boolean }
      assert.equal(result.code, 'ERR_ACTION_IN_DOUBT')
      assert.equal(result.ok, true)
      assert.equal(isAlive(service), false)

      assert.equal(await demo.interrupt(), 0, demo.output)
      assert.deepEqual(await readdir(folder), [])
      await assert.rejects(fetch(new URL('/api/v1/health', page)))
    }))

  it('ends its service although it is killed itself', () =>
    withFolder(async (folder) => {
      const demo = new RunningDemo(folder)
      const service = Number(await demo.find(/as process (\d+)/))
      demo.child.kill('SIGKILL')
      while (isAlive(service)) await new Promise((resolve) => setTimeout(resolve, 20))
    }))

  it('gives the address, the tunnel and the story in the terminal where there is no display', () =>
    withFolder(async (folder) => {
      const demo = new RunningDemo(folder, [], { SSH_CONNECTION: '198.51.100.7 50000 192.0.2.1 22' })
      const page = new URL(await demo.find(/ready: (\S+)\n/))
      assert.equal(await demo.find(/ssh -N -L (\S+)/), `${page.port}:127.0.0.1:${page.port}`)
      await demo.find(/@192\.0\.2\.1/)
      await demo.find(/\[1\] Approve/)
      assert.equal(await demo.interrupt(), 0)
      assert.deepEqual(await readdir(folder), [])
    }))
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
