import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createEntraVerifier, PLATFORM_CLIENT_ID } from '../../../src/tokens/index.js'
import { refusalCode } from '../../refusal-code.js'
import { CLIENT_ID, OBJECT_ID, offlineOptions, signV2, TENANT } from './entra-fixture.js'

const ADD_IN = '0b6f2a1e-7c33-4f0e-9a52-3d1f6f0c9d11'
const SCOPE = 'access_as_user'

/** What an Outlook add-in gets for its own API by nested app authentication: the add-in's registration in every setting. */
const verifier = createEntraVerifier({
  ...offlineOptions,
  audience: CLIENT_ID,
  scope: SCOPE,
  callers: [ADD_IN],
})
const judge = (changes: Record<string, unknown> = {}): Promise<string> =>
  refusalCode(() => verifier.verify(signV2({ azp: ADD_IN, scp: SCOPE, ...changes })))

describe('entra: nested app authentication', () => {
  it("verifies an add-in's token by its own audience, scope and caller", async () => {
    const { profile, actor } = await verifier.verify(signV2({ azp: ADD_IN, scp: SCOPE }))
    assert.equal(profile, 'entra')
    assert.deepEqual([actor.tenantId, actor.objectId], [TENANT, OBJECT_ID])
  })

  it('A04: the platform is only the default caller: with callers of its own it is refused', async () => {
    assert.equal(await judge({ azp: PLATFORM_CLIENT_ID }), 'ERR_TOKEN_CALLER')
    const platform = createEntraVerifier({ ...offlineOptions, audience: CLIENT_ID, scope: SCOPE })
    assert.equal(
      await refusalCode(() => platform.verify(signV2({ azp: ADD_IN, scp: SCOPE }))),
      'ERR_TOKEN_CALLER',
    )
  })

  it('A05 A06 A07: refuses app-only tokens, other scopes, and tokens for another API', async () => {
    assert.equal(await judge({ scp: undefined }), 'ERR_TOKEN_APP_ONLY')
    assert.equal(await judge({ scp: 'openid profile' }), 'ERR_TOKEN_SCOPE')
    assert.equal(await judge({ aud: '00000003-0000-0000-c000-000000000000' }), 'ERR_TOKEN_AUDIENCE')
  })
})
