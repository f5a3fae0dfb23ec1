import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openLedger, type ReserveRequest } from '@countersign/ledger'
import { runCommand, withFolder } from '../support/run-command.js'

const key = 'k'.repeat(43)
const request = (): ReserveRequest => ({
  key,
  fingerprint: 'f'.repeat(43),
  itemKey: 'i'.repeat(43),
  version: 1,
  actorKey: 'a'.repeat(43),
  decision: 'approve',
  issuedAt: Date.now(),
  closesAt: Date.now() + 3_600_000,
  leaseMs: 30_000,
  label: { kind: 'expense', item: '1234', actor: 'adele@contoso.example' },
})

async function withDoubt(use: (url: string) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const url = `sqlite:${join(folder, 'ledger.db')}`
    const ledger = await openLedger(url)
    const reserved = await ledger.reserve(request())
    assert.equal(reserved.state, 'reserved')
    await ledger.doubt(reserved.reservationId)
    await ledger.close()
    await use(url)
  })
}

describe('countersign ledger', () => {
  it('R08: lists a doubt, and a person ends it', () =>
    withDoubt(async (url) => {
      const listed = await runCommand(['ledger', 'list', '--state', 'in-doubt'], {
        env: { COUNTERSIGN_LEDGER: url },
      })
      assert.equal(listed.code, 0, listed.stderr)
      assert.match(listed.stdout, /in-doubt.*expense\/1234.*approve.*adele/)
      const resolved = await runCommand([
        'ledger',
        'resolve',
        'kkk',
        '--as',
        'not-done',
        '--by',
        'grace',
        '--ledger',
        url,
      ])
      assert.equal(resolved.code, 0, resolved.stderr)
      const again = await openLedger(url)
      assert.equal((await again.reserve(request())).state, 'reserved')
      assert.equal((await again.auditTrail())[0]?.by, 'grace')
      await again.close()
    }))

  it('shows an entry as JSON', () =>
    withDoubt(async (url) => {
      const { code, stdout } = await runCommand(['ledger', 'show', key, '--json', '--ledger', url])
      assert.equal(code, 0)
      assert.equal((JSON.parse(stdout) as { entry: { state: string } }).entry.state, 'in-doubt')
    }))

  it('R10: adopts', () =>
    withDoubt(async (url) => {
      const { code, stdout } = await runCommand([
        'ledger',
        'adopt',
        '--json',
        '--by',
        'grace',
        '--ledger',
        url,
      ])
      assert.equal(code, 0)
      assert.equal((JSON.parse(stdout) as { adopted: boolean }).adopted, true)
    }))

  it('prunes nothing that is open or in doubt', () =>
    withDoubt(async (url) => {
      const { code, stdout } = await runCommand(['ledger', 'prune', '--json', '--ledger', url])
      assert.equal(code, 0)
      assert.equal((JSON.parse(stdout) as { dropped: number }).dropped, 0)
    }))

  it('R10: reads a ledger by the witness that its address names, and changes nothing', () =>
    withFolder(async (folder) => {
      const url = 'sqlite:ledger.db?witness=elsewhere'
      const opened = `sqlite:${join(folder, 'ledger.db')}?witness=${join(folder, 'elsewhere')}`
      const ledger = await openLedger(opened)
      const born = await ledger.birth()
      await ledger.reserve(request())
      await ledger.close()
      const list = (address: string): ReturnType<typeof runCommand> =>
        runCommand(['ledger', 'list', '--ledger', address], { cwd: folder })

      const listed = await list(url)
      assert.equal(listed.code, 0, listed.stderr)
      assert.match(listed.stdout, /expense\/1234/)
      // By another witness it would count as put back, and the cards that are out would be refused.
      const { code, stderr } = await list('sqlite:ledger.db')
      assert.equal(code, 2, stderr)
      assert.match(stderr, /no witness.*ledger\.db-witness.*\?witness=/)

      const again = await openLedger(opened)
      assert.deepEqual(await again.birth(), born)
      await again.close()
    }))

  it('R10: adopts a ledger whose witness is lost', () =>
    withDoubt(async (url) => {
      await rm(`${url.slice('sqlite:'.length)}-witness`)
      const { code, stderr } = await runCommand(['ledger', 'adopt', '--by', 'grace', '--ledger', url])
      assert.equal(code, 0, stderr)
    }))

  it('makes no ledger of an empty file', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'ledger.db'), '')
      const { code, stderr } = await runCommand(['ledger', 'list', '--ledger', 'sqlite:ledger.db'], {
        cwd: folder,
      })
      assert.equal(code, 2, stderr)
      assert.equal(await readFile(join(folder, 'ledger.db'), 'utf8'), '')
    }))

  for (const [name, args] of [
    ['a ledger without a name', ['ledger', 'list', '--ledger', 'sqlite:']],
    ['no ledger', ['ledger', 'list']],
    ['a ledger that is not there', ['ledger', 'list', '--ledger', 'sqlite:/nowhere/ledger.db']],
    ['a memory ledger', ['ledger', 'list', '--ledger', 'memory:']],
    ['a file that is no ledger', ['ledger', 'list', '--ledger', 'sqlite:/etc/passwd']],
  ] as const) {
    it(`answers ${name} with exit 2 or 3 and no stack trace`, async () => {
      const { code, stderr } = await runCommand(args)
      assert.ok(code === 2 || code === 3, `${code}: ${stderr}`)
      assert.match(stderr, /^ERR_/)
      assert.doesNotMatch(stderr, /\n\s+at /)
    })
  }
})
