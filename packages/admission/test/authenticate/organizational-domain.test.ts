import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isAligned, organizationalDomain } from '../../src/authenticate/organizational-domain.js'

describe('organizationalDomain', () => {
  it('D01: follows the public suffix list, private suffixes included', () => {
    assert.equal(organizationalDomain('mail.Contoso.co.uk'), 'contoso.co.uk')
    assert.equal(organizationalDomain('contoso.example'), 'contoso.example')
    assert.equal(organizationalDomain('a.b.github.io'), 'b.github.io')
    for (const none of ['co.uk', 'example', 'github.io', '192.0.2.1', '[192.0.2.1]', '', 'localhost'])
      assert.equal(organizationalDomain(none), undefined, none)
  })

  it('D01: aligns within one organisation only', () => {
    assert.equal(isAligned('mail.contoso.example', 'contoso.example'), true)
    assert.equal(isAligned('contoso.example', 'news.contoso.example'), true)
    for (const [domain, from] of [
      ['a.co.uk', 'b.co.uk'],
      ['a.github.io', 'b.github.io'],
      ['co.uk', 'a.co.uk'],
      ['', ''],
      ['192.0.2.1', '192.0.2.1'],
      ['contoso.example.evil.example', 'contoso.example'],
    ] as const)
      assert.equal(isAligned(domain, from), false, `${domain} ${from}`)
  })
})
