import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { redactSecrets } from '../../src/events/redact-secrets.js'

const JWS = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(342)}`
const JWE = `eyJhbGciOiJkaXIifQ..${'i'.repeat(16)}.${'c'.repeat(80)}.${'t'.repeat(22)}`

describe('redactSecrets', () => {
  it('H05: takes tokens out of URLs, headers and bodies', () => {
    for (const [text, shown] of [
      [`Bearer ${JWS}`, 'Bearer [redacted]'],
      [`https://expenses.example/a?cst=${JWE}&id=1`, 'https://expenses.example/a?cst=[redacted]&id=1'],
      [`{"token":"${JWS}","id":"1"}`, '{"token":"[redacted]","id":"1"}'],
      [`key=${'k'.repeat(64)}`, 'key=[redacted]'],
    ] as const) {
      assert.equal(redactSecrets(text), shown)
    }
  })

  it('leaves hosts, ids and words alone', () => {
    const text =
      'https://a-rather-long-service-name.contoso.example/x?id=9c8d1c5e-7c0b-4a55-a5a9-2a3c0e8c9d01'
    assert.equal(redactSecrets(text), text)
  })
})
