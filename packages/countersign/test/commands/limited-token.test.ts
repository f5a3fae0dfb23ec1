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

  it('answers claims and root keys that are none with exit 2', async () => {
    const env = { COUNTERSIGN_LIMITED_KEYS: generateLimitedRoot().text }
    const args = [
      'limited-token',
      'mint',
      '--service',
      's',
      '--kind',
      'k',
      '--item',
      'i',
      '--originator',
      'o',
    ]
    const undecided = await runCommand([...args, '--actor', 'adele@contoso.example'], { env })
    assert.equal(undecided.code, 2, undecided.stderr)
    assert.match(undecided.stderr, /^ERR_LIMITED_CLAIMS: .*decision/)
    const rootless = await runCommand(mint, { env: { COUNTERSIGN_LIMITED_KEYS: 'nothing' } })
    assert.equal(rootless.code, 2, rootless.stderr)
    assert.match(rootless.stderr, /^ERR_LIMITED_ROOTS: /)
  })

  it('answers a missing key with exit 2 and where to put it', async () => {
    const { code, stderr } = await runCommand(mint)
    assert.equal(code, 2)
    assert.match(stderr, /COUNTERSIGN_LIMITED_KEYS/)
  })
})
