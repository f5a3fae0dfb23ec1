import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ADELE, createTestService } from '../support/test-service.js'

describe('the expected audience', () => {
  it('A01: comes from configuration, whatever Host and X-Forwarded-* say', async () => {
    const elsewhere = createTestService({ service: { audience: 'https://other.contoso.com' } })
    const here = createTestService()
    const authorization = `Bearer ${await here.mint(ADELE)}`
    assert.ok(await here.service.verifyAction({ authorization, host: 'evil.example' }))
    const { token } = await here.service.verifyAction({ authorization })
    for (const name of ['host', 'x-forwarded-host', 'x-original-host', 'origin', 'referer'])
      await assert.rejects(elsewhere.service.verifyAction({ authorization, [name]: token.audience }), {
        code: 'ERR_TOKEN_AUDIENCE',
      })
  })
})
