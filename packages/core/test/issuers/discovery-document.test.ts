import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDiscoveryDocument } from '../../src/issuers/discovery-document.js'
import { refusalCode } from '../refusal-code.js'

const tenantId = '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f'
const issuer = `https://login.microsoftonline.com/${tenantId}/v2.0`
const expected = { issuer, tenantId }

describe('readDiscoveryDocument', () => {
  it('accepts the issuer literally or as its template', () => {
    const document = {
      issuer,
      jwks_uri: 'https://x.contoso.com/k',
      cloud_instance_name: 'microsoftonline.com',
    }
    assert.deepEqual(readDiscoveryDocument(document, expected), {
      issuer,
      keySetUrl: 'https://x.contoso.com/k',
      cloudInstanceName: 'microsoftonline.com',
    })
    const template = 'https://login.microsoftonline.com/{tenantid}/v2.0'
    assert.deepEqual(readDiscoveryDocument({ issuer: template }, expected), { issuer: template })
  })

  it('K09: refuses a document for another issuer', async () => {
    const others = [
      `https://sts.windows.net/${tenantId}/`,
      `${issuer}/`,
      'https://login.microsoftonline.us/{tenantid}/v2.0',
      'https://login.microsoftonline.com/{TENANTID}/v2.0',
      'https://login.microsoftonline.com/{tenantid}{tenantid}/v2.0',
      'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
      '{tenantid}',
    ]
    for (const other of others) {
      assert.equal(
        await refusalCode(() => readDiscoveryDocument({ issuer: other }, expected)),
        'ERR_ISSUER_MISMATCH',
      )
    }
  })

  it('K09: refuses what is no document', async () => {
    for (const document of [null, [], 'x', 1, {}, { issuer: 1 }, { issuer: [issuer] }]) {
      assert.equal(await refusalCode(() => readDiscoveryDocument(document, expected)), 'ERR_ISSUER_DOCUMENT')
    }
  })
})
