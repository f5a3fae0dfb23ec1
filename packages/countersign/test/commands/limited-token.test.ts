import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { generateLimitedRoot } from '@countersign/core'
import { runCommand } from '../support/run-command.js'

const ORIGINATOR = '65c680ef-36a6-4a1b-b84c-a7b5c6198792'
const mint = [
  'limited-token',
  'mint',
  '--service',
  's',
  '--kind',
  'expense',
  '--item',
  '1',
  '--decision',
  'approve',
  '--actor',
  'adele@contoso.example',
  '--originator',
  ORIGINATOR,
]

describe('countersign limited-token', () => {
  it('mints what it then opens', async () => {
    const env = { COUNTERSIGN_LIMITED_KEYS: generateLimitedRoot().text }
    const { code, stdout, stderr } = await runCommand(mint, { env })
    assert.equal(code, 0, stderr)
    const opened = await runCommand(['limited-token', 'open', '-', '--service', 's', '--json'], {
      env,
      stdin: stdout,
    })
    assert.equal(opened.code, 0, opened.stderr)
    const { claims } = JSON.parse(opened.stdout) as { claims: { item: string; actors: unknown } }
    assert.equal(claims.item, '1')
    assert.deepEqual(claims.actors, [{ address: 'adele@contoso.example' }])
  })

  it('L01, L03: refuses another service and another key: exit 1', async () => {
    const env = { COUNTERSIGN_LIMITED_KEYS: generateLimitedRoot().text }
    const { stdout } = await runCommand(mint, { env })
    const elsewhere = await runCommand(['limited-token', 'open', '-', '--service', 'other'], {
      env,
      stdin: stdout,
    })
    assert.equal(elsewhere.code, 1, elsewhere.stderr)
    const retired = await runCommand(['limited-token', 'open', '-', '--service', 's'], {
      env: { COUNTERSIGN_LIMITED_KEYS: generateLimitedRoot().text },
      stdin: stdout,
    })
    assert.equal(retired.code, 1, retired.stderr)
  })

  it('answers a missing key with exit 2 and where to put it', async () => {
    const { code, stderr } = await runCommand(mint)
    assert.equal(code, 2)
    assert.match(stderr, /COUNTERSIGN_LIMITED_KEYS/)
  })
})
