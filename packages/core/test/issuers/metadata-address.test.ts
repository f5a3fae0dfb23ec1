import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkKeySetAddress, locateMetadata } from '../../src/issuers/metadata-address.js'
import { refusalCode } from '../refusal-code.js'

const document = 'https://login.microsoftonline.com/common/.well-known/openid-configuration'
const emulator = { metadata: 'http://127.0.0.1:8787/issuers', keyThumbprints: new Set<string>() }

describe('locateMetadata', () => {
  it('leaves a real address alone and maps it under the base of a trusted emulator', () => {
    assert.equal(locateMetadata(document, undefined), document)
    assert.equal(
      locateMetadata(document, emulator),
      'http://127.0.0.1:8787/issuers/login.microsoftonline.com/common/.well-known/openid-configuration',
    )
  })

  it('K09: refuses http and private addresses', async () => {
    for (const url of [
      'http://login.microsoftonline.com/x',
      'https://10.0.0.1/x',
      'https://localhost/x',
      'https://[::1]/',
    ]) {
      assert.equal(await refusalCode(() => locateMetadata(url, undefined)), 'ERR_ISSUER_ADDRESS', url)
    }
  })
})

describe('checkKeySetAddress', () => {
  it('K09: refuses a jwks_uri on another host, over http, with credentials, or on a private address', async () => {
    const wrong = [
      'https://evil.example/keys',
      'https://login.microsoftonline.com.evil.example/keys',
      'https://login.microsoftonline.com@evil.example/keys',
      'https://user:pass@login.microsoftonline.com/keys',
      'https://login.microsoftonline.com:8443/keys',
      'http://login.microsoftonline.com/keys',
      'https://169.254.169.254/keys',
      'file:///etc/passwd',
      '/common/discovery/keys',
      '',
    ]
    for (const url of wrong) {
      assert.equal(
        await refusalCode(() => checkKeySetAddress(url, document, undefined)),
        'ERR_ISSUER_ADDRESS',
        url,
      )
    }
    assert.equal(
      checkKeySetAddress('https://login.microsoftonline.com/common/discovery/keys', document, undefined),
      'https://login.microsoftonline.com/common/discovery/keys',
    )
  })

  it('K09: keeps the key set of a trusted emulator under its base', async () => {
    const wrong = [
      'http://127.0.0.1:8787/other/keys',
      'http://127.0.0.1:8787/issuers/../other/keys',
      'http://127.0.0.1:8787/issuers/%2e%2e/other/keys',
      'http://127.0.0.1:8788/issuers/keys',
      'http://127.0.0.1:8787/issuersX/keys',
      document,
    ]
    for (const url of wrong) {
      assert.equal(
        await refusalCode(() => checkKeySetAddress(url, document, emulator)),
        'ERR_ISSUER_ADDRESS',
        url,
      )
    }
    assert.equal(
      checkKeySetAddress('http://127.0.0.1:8787/issuers/a/keys', document, emulator),
      'http://127.0.0.1:8787/issuers/a/keys',
    )
  })
})
