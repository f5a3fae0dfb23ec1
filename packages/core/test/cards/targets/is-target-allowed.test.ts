import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isTargetAllowed } from '../../../src/cards/index.js'

const TARGETS = [
  'https://expenses.example',
  'api.contoso.example',
  'https://bücher.example',
  'https://ports.example:8443',
]

describe('isTargetAllowed', () => {
  it('allows every host under the reserved name example, which nobody can own', () => {
    assert.equal(isTargetAllowed('https://expenses.example/', ['https://example']), true)
    assert.equal(isTargetAllowed('https://notexample/', ['https://example']), false)
  })

  for (const url of [
    'https://expenses.example',
    'https://expenses.example/actions?cst=x',
    'https://EXPENSES.example./',
    'https://eu.expenses.example/',
    'https://expenses.example:443/',
    'https://v2.api.contoso.example/x',
    'https://xn--bcher-kva.example/',
    'https://shop.BÜCHER.example/',
    'https://ports.example:8443/',
    'https://expenses.example/?u=a@b',
    'https://expenses.example/@x',
  ])
    it(`allows ${url}`, () => {
      assert.equal(isTargetAllowed(url, TARGETS), true)
    })

  for (const url of [
    'http://expenses.example/',
    'https://notexpenses.example/',
    'https://expenses.example.evil.example/',
    'https://contoso.example/',
    'https://expenses.example@evil.example/',
    'https://user:pass@expenses.example/',
    'https://@expenses.example/',
    'https://evil.example\\@expenses.example/',
    'https://evil.example/\\expenses.example',
    'https://expenses.example:8443/',
    'https://ports.example/',
    'https:expenses.example/',
    'https:/expenses.example/',
    'https:///expenses.example/',
    ' https://expenses.example/',
    'https://expenses.exa\tmple/',
    'https://expenses.example/\n',
    'https://expenses.example%00.evil.example/',
    'https://evil.example#.expenses.example',
    'https://evil.example?.expenses.example',
    'https://{{host.value}}.expenses.example/',
    'javascript:alert(1)//expenses.example',
    '//expenses.example/',
    '',
  ])
    it(`B05: refuses ${JSON.stringify(url)}`, () => {
      assert.equal(isTargetAllowed(url, TARGETS), false)
    })

  it('B05: a registered address or top-level name has no subdomains', () => {
    assert.equal(isTargetAllowed('https://192.0.2.1/', ['https://192.0.2.1']), true)
    assert.equal(isTargetAllowed('https://[2001:db8::1]/', ['https://[2001:db8::1]']), true)
    assert.equal(isTargetAllowed('https://evil.com/', ['https://com']), false)
    assert.equal(isTargetAllowed('https://com/', ['https://com']), true)
    assert.equal(isTargetAllowed('https://evil.example/', ['']), false)
    assert.equal(
      isTargetAllowed('https://evil.example/', [
        'https://.',
        '*',
        'http://evil.example',
        'https://x@evil.example',
      ]),
      false,
    )
    assert.equal(isTargetAllowed('https://evil.example/', []), false)
  })
})
