import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { bin, runCommand, withFolder } from '../support/run-command.js'

/** Prints its own process id and that of a child of its own, and stays. */
const SERVICE = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  console.log('service ' + process.pid + ' ' + child.pid + '.')
  setInterval(() => {}, 1000)`
const DEV = ['dev', '--smtp', '0', '--http', '0', '--']

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('countersign dev', () => {
  it(
    'leaves no service behind when it is killed',
    { skip: process.platform === 'win32' && 'Windows has no process groups' },
    () =>
      withFolder(async (folder) => {
        const dev = spawn(process.execPath, [bin, ...DEV, process.execPath, '-e', SERVICE], {
          cwd: folder,
          stdio: ['ignore', 'pipe', 'ignore'],
        })
        let output = ''
        dev.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
        while (!/service \d+ \d+\./.test(output)) await once(dev.stdout, 'data')
        const pids = [...(/service (\d+) (\d+)\./.exec(output) ?? [])].slice(1).map(Number)
        assert.ok(pids.length === 2 && pids.every(isRunning))
        dev.kill('SIGKILL')
        try {
          for (let wait = 0; wait < 300 && pids.some(isRunning); wait++) await delay(100)
          assert.deepEqual(pids.filter(isRunning), [])
        } finally {
          for (const pid of pids.filter(isRunning)) process.kill(pid, 'SIGKILL')
        }
      }),
  )

  it("ends with its service's exit code", () =>
    withFolder(async (folder) => {
      const { code, stderr } = await runCommand([...DEV, process.execPath, '-e', 'process.exit(7)'], {
        cwd: folder,
      })
      assert.equal(code, 7, stderr)
    }))

  it('says that the command cannot be started', () =>
    withFolder(async (folder) => {
      const { code, stderr } = await runCommand([...DEV, 'no-such-command-at-all'], { cwd: folder })
      assert.equal(code, 2, stderr)
      assert.match(stderr, /ERR_COMMAND_CHILD.*no-such-command-at-all/)
    }))
})
