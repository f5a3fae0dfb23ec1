import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import {
  createLimitedTokens,
  generateLimitedRoot,
  parseLimitedRoots,
  type LimitedRoot,
} from '../../src/limited/index.js'

function assertProblems(run: () => unknown, count: number, secret = ''): void {
  assert.throws(run, (error: unknown) => {
    assert.ok(
      error instanceof TypeError && 'problems' in error && Array.isArray(error.problems) && 'code' in error,
    )
    assert.equal(error.code, 'ERR_LIMITED_ROOTS')
    assert.equal(error.problems.length, count, error.message)
    if (secret !== '') assert.ok(!error.message.includes(secret))
    return true
  })
}

const secret = randomBytes(32).toString('base64url')

describe('roots of the sealing keys', () => {
  it('are read in order, as generated', () => {
    const [first, second] = [generateLimitedRoot(), generateLimitedRoot()]
    const roots = parseLimitedRoots(`${first.text}, ${second.text}`)
    assert.deepEqual(
      roots.map(({ id }) => id),
      [first.id, second.id],
    )
    assert.ok(roots.every((root) => root.secret.length === 32))
    assert.notEqual(first.text, second.text)
  })

  it('are refused with every problem at once, and never quoted', () => {
    assertProblems(() => parseLimitedRoots(''), 1)
    assertProblems(() => parseLimitedRoots(secret), 1, secret)
    assertProblems(() => parseLimitedRoots(`a:${secret}=,b:${secret}:x,:`), 3, secret)
    assertProblems(() => parseLimitedRoots(`a:${secret},a:${secret}`), 1, secret)
    assertProblems(() => parseLimitedRoots(`a.b:${secret},:${secret},c:${secret.slice(0, 40)}`), 3, secret)
    assertProblems(() => parseLimitedRoots(`a:${Buffer.alloc(32).toString('base64url')}`), 1)
  })

  it('are checked with the other options when they are put to use', () => {
    const now = (): number => 0
    const roots: LimitedRoot[] = [{ id: 'a', secret: randomBytes(31) }]
    assertProblems(() => createLimitedTokens({ roots, service: '', now: 1 as unknown as () => number }), 3)
    assertProblems(() => createLimitedTokens({ roots: [], service: 's', now }), 1)
    assertProblems(() => createLimitedTokens({ roots: undefined as never, service: 'é'.repeat(101), now }), 2)
  })
})
