import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTrustEmulator, type TrustEmulator } from '../../src/issuers/trust-emulator.js'

const thumbprint = 'A'.repeat(43)
const problemsOf = (option: TrustEmulator): string[] => {
  const problems: string[] = []
  readTrustEmulator(option, problems)
  return problems
}

describe('readTrustEmulator', () => {
  it('takes http on a loopback host, and https', () => {
    for (const metadata of [
      'http://127.0.0.1:8787/issuers',
      'http://[::1]:1/i/',
      'http://localhost:2',
      'https://emulator.contoso.test/issuers',
    ]) {
      assert.deepEqual(problemsOf({ metadata, keyThumbprint: thumbprint }), [], metadata)
    }
    const problems: string[] = []
    assert.equal(
      readTrustEmulator({ metadata: 'http://localhost:2/i//', keyThumbprint: [thumbprint] }, problems)
        .metadata,
      'http://localhost:2/i',
    )
  })

  it('E02: refuses http elsewhere, credentials, queries and what is no URL', () => {
    const wrong = [
      'http://emulator.contoso.test/issuers',
      'http://127.0.0.1.evil.example/',
      'http://user:secret@127.0.0.1/',
      'http://127.0.0.1/?a=1',
      'http://127.0.0.1/#a',
      'ftp://127.0.0.1/',
      '127.0.0.1:8787',
      '',
    ]
    for (const metadata of wrong)
      assert.equal(problemsOf({ metadata, keyThumbprint: thumbprint }).length, 1, metadata)
  })

  it('E02: refuses a missing or malformed thumbprint, and lists every problem', () => {
    for (const keyThumbprint of ['', [], ['x'], [thumbprint, `${thumbprint}=`]]) {
      assert.equal(problemsOf({ metadata: 'http://127.0.0.1/', keyThumbprint }).length, 1)
    }
    assert.equal(problemsOf({ metadata: 'http://evil.example/', keyThumbprint: '' }).length, 2)
  })
})
