import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readLoginUrl } from '../../src/linking/read-login-url.js'

describe('the URL of a login page', () => {
  it('is https, or http on this machine', () => {
    for (const url of [
      'https://login.example/authorize?state=x',
      'http://127.0.0.1:3000/login',
      'http://localhost:3000/login?a=b',
      'http://[::1]:3000/',
    ]) {
      assert.equal(readLoginUrl(url)?.href, url)
    }
  })

  it('is no script, no data, no file, no address in the clear, nothing with a password in it', () => {
    for (const url of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' data:text/html,<script>alert(1)</script>',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'blob:https://login.example/1',
      'http://login.example/',
      'http://127.0.0.1.evil.test/',
      'http://127.0.0.1@evil.test/',
      'https://outlook.office.com@evil.test/',
      '//evil.test/',
      '/login',
      '',
      `https://login.example/?${'x'.repeat(8_192)}`,
    ]) {
      assert.equal(readLoginUrl(url), undefined, url)
    }
  })

  it('never throws, and never gives another scheme', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        const url = readLoginUrl(text)
        assert.ok(url === undefined || url.protocol === 'https:' || url.protocol === 'http:')
      }),
    )
  })
})
