import assert from 'node:assert/strict'
import { promises as dns } from 'node:dns'
import { describe, it } from 'node:test'
import { createStaticZone, type DnsResolver, type ZoneRecords } from '../../src/index.js'

describe('createStaticZone', () => {
  it('answers in the shapes of dns.promises.resolve, without regard to case and final dot', async () => {
    const resolve = createStaticZone({
      'Contoso.example.': {
        TXT: ['v=spf1 -all', 'x'],
        A: '192.0.2.1',
        MX: [{ exchange: 'mx.contoso.example', priority: 10 }],
      },
    })
    assert.deepEqual(await resolve('contoso.EXAMPLE', 'TXT'), [['v=spf1 -all'], ['x']])
    assert.deepEqual(await resolve('contoso.example.', 'a'), ['192.0.2.1'])
    assert.deepEqual(await resolve('contoso.example', 'MX'), [
      { exchange: 'mx.contoso.example', priority: 10 },
    ])
  })

  it('has no wildcards and no inherited names', async () => {
    const resolve = createStaticZone({ 'contoso.example': { TXT: 'x' } })
    await assert.rejects(resolve('contoso.example', 'A'), { code: 'ENODATA' })
    for (const name of ['sub.contoso.example', 'example', '__proto__', 'constructor', ''])
      await assert.rejects(resolve(name, 'TXT'), { code: 'ENOTFOUND' })
    await assert.rejects(resolve('contoso.example', 'constructor'), { code: 'ENODATA' })
  })

  it('is fixed once made, and gives each caller a copy', async () => {
    const records = { 'contoso.example': { TXT: ['one'] } }
    const resolve = createStaticZone(records)
    records['contoso.example'].TXT.push('two')
    const answer = (await resolve('contoso.example', 'TXT')) as string[][]
    answer.push(['three'])
    assert.deepEqual(await resolve('contoso.example', 'TXT'), [['one']])
  })

  it('lists everything that is wrong with the records', () => {
    const fromFile: unknown = JSON.parse(
      '{ "a.example": { "SRV": "x" }, "b.example": { "TXT": "x" }, "B.example": { "TXT": "y" } }',
    )
    assert.throws(
      () => createStaticZone(fromFile as ZoneRecords),
      (error: unknown) => {
        assert.ok(error instanceof TypeError && 'problems' in error && 'code' in error)
        assert.equal(error.code, 'ERR_ADMISSION_ZONE')
        assert.deepEqual(error.problems, [
          'a.example: record type SRV is not one of TXT, A, AAAA, MX, PTR',
          'B.example: the name is there twice',
        ])
        return true
      },
    )
  })

  it("takes Node's own resolver in its place", () => {
    const resolver: DnsResolver = dns.resolve
    assert.equal(typeof resolver, 'function')
  })
})
