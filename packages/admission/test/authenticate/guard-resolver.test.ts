import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { guardResolver } from '../../src/authenticate/guard-resolver.js'
import { MAX_DNS_LOOKUPS } from '../../src/limits.js'

describe('guardResolver', () => {
  it('asks each question once', async () => {
    let asked = 0
    const resolve = guardResolver(() => Promise.resolve([[String(++asked)]]))
    assert.deepEqual(await resolve('a.example', 'TXT'), [['1']])
    assert.deepEqual(await resolve('A.example', 'TXT'), [['1']])
    assert.equal(asked, 1)
  })

  it('D05: past the limit every look-up is a temporary failure', async () => {
    let asked = 0
    const resolve = guardResolver(() => {
      asked++
      return Promise.resolve([])
    })
    for (let index = 0; index < MAX_DNS_LOOKUPS; index++) await resolve(`${String(index)}.example`, 'TXT')
    await assert.rejects(resolve('more.example', 'TXT'), { code: 'ETOOMANY' })
    assert.equal(asked, MAX_DNS_LOOKUPS)
  })

  it('D05: a resolver that throws at once, or nonsense, is a temporary failure', async () => {
    const broken = guardResolver(() => {
      throw new TypeError('no')
    })
    await assert.rejects(broken('a.example', 'TXT'), {
      code: 'EUNKNOWN',
      spfResult: { error: 'temperror', text: 'DNS failure: EUNKNOWN' },
    })
    for (const [type, answer] of [
      ['TXT', ['x']],
      ['TXT', [[1]]],
      ['A', [{}]],
      ['MX', ['x']],
      ['A', null],
    ] as const)
      await assert.rejects(guardResolver(() => Promise.resolve(answer))('a.example', type), {
        code: 'EBADRESP',
      })
  })

  it('passes on that there is nothing', async () => {
    for (const code of ['ENOTFOUND', 'ENODATA'])
      await assert.rejects(
        guardResolver(() => Promise.reject(Object.assign(new Error(), { code })))('a.example', 'A'),
        (error: unknown) => {
          assert.ok(error instanceof Error && !('spfResult' in error))
          return true
        },
      )
  })
})
