import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Directory } from '../../src/directory/directory.js'
import { checkMintable } from '../../src/issuers/check-mintable.js'

const directory = new Directory()
const tid = directory.tenants[0]?.tenantId

describe('checkMintable', () => {
  it('lets through what names only own tenants and own domains', () => {
    checkMintable({ tid, upn: 'adele@contoso.example', sub: 'pairwise' }, directory)
    checkMintable({ sub: 'grady@fabrikam.example' }, directory)
  })

  for (const [what, claims] of [
    ['a real tenant', { tid: '72f988bf-86f1-41af-91ab-2d7cd011db47', upn: 'adele@contoso.example' }],
    ['a tenant that is no text', { tid: 7 }],
    ['a real domain in upn', { tid, upn: 'adele@contoso.com' }],
    ['a real domain in preferred_username', { tid, preferred_username: 'adele@contoso.com' }],
    ['a real domain in email', { tid, email: 'adele@contoso.com' }],
    ['a real domain in sub', { sub: 'adele@contoso.com' }],
    ['a suffix of an own domain', { sub: 'adele@evilcontoso.example' }],
    ['a subdomain of an own domain', { sub: 'adele@contoso.example.evil.com' }],
    ['an upn that is no text', { tid, upn: ['adele@contoso.example'] }],
    ['nobody at all', { sub: 'opaque' }],
  ] as const) {
    it(`E02: refuses ${what}`, () => {
      assert.throws(
        () => {
          checkMintable(claims, directory)
        },
        { code: 'ERR_EMULATOR_MINT_REFUSED' },
      )
    })
  }
})
