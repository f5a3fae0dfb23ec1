import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createEntraVerifier, type TokenActor } from '../../../src/tokens/index.js'
import { refusalCode } from '../../refusal-code.js'
import type { Claims } from '../sign-token.js'
import {
  OBJECT_ID,
  offlineOptions,
  OTHER_TENANT,
  signV1,
  signV2,
  TENANT,
  v1Issuer,
  v2Issuer,
} from './entra-fixture.js'

const verifier = createEntraVerifier(offlineOptions)
const actorOf = async (token: string): Promise<TokenActor> => (await verifier.verify(token)).actor

describe('entra actor', () => {
  it('I02: is tenant and object id; changeable names are never an address', async () => {
    const names = {
      upn: 'boss@contoso.com',
      email: 'boss@contoso.com',
      unique_name: 'boss@contoso.com',
      preferred_username: 'boss@contoso.com',
    }
    for (const token of [signV1(names), signV2(names)]) {
      const actor = await actorOf(token)
      assert.equal(actor.tenantId, TENANT)
      assert.equal(actor.objectId, OBJECT_ID)
      assert.equal(actor.address, undefined)
    }
  })

  it('I02: takes the changeable name from upn (v1) or preferred_username (v2) alone', async () => {
    const elsewhere = { email: 'x@contoso.com', unique_name: 'x@contoso.com', sub: 'x@contoso.com' }
    assert.equal(
      (await actorOf(signV1({ ...elsewhere, upn: undefined, preferred_username: 'x@contoso.com' })))
        .changeableName,
      undefined,
    )
    assert.equal(
      (await actorOf(signV2({ ...elsewhere, preferred_username: undefined, upn: 'x@contoso.com' })))
        .changeableName,
      undefined,
    )
    assert.equal((await actorOf(signV1({ upn: ['x@contoso.com'] }))).changeableName, undefined)
  })

  it('I02: refuses a token without a usable object id', async () => {
    for (const oid of [
      undefined,
      null,
      '',
      'adele',
      7,
      [OBJECT_ID],
      OBJECT_ID.toUpperCase(),
      `{${OBJECT_ID}}`,
      `${OBJECT_ID}\n`,
    ]) {
      assert.equal(
        await refusalCode(() => verifier.verify(signV1({ oid }))),
        'ERR_TOKEN_ACTOR',
        JSON.stringify(oid),
      )
    }
  })

  it('I07: tells guests, whoever vouches for them', async () => {
    const guests: Claims[] = [
      { idp: v1Issuer(OTHER_TENANT) },
      { idp: 'live.com' },
      { idp: 'https://evil.example' },
      { idp: '' },
      { idp: null },
      { idp: 7 },
      { acct: 1 },
      { acct: '1' },
    ]
    for (const claims of guests) {
      assert.equal((await actorOf(signV1(claims))).guest, true, JSON.stringify(claims))
      assert.equal((await actorOf(signV2(claims))).guest, true, JSON.stringify(claims))
    }
    assert.equal((await actorOf(signV1({ idp: v1Issuer(TENANT), acct: 0 }))).guest, false)
    assert.equal((await actorOf(signV2({ idp: v2Issuer(TENANT) }))).guest, false)
  })

  it('I07: an actor is one of the issuing tenant, whatever home tenant the token names', async () => {
    const actor = await actorOf(signV1({ idp: v1Issuer(OTHER_TENANT), xms_tdbr: 'EU', home_oid: OBJECT_ID }))
    assert.equal(actor.tenantId, TENANT)
  })
})
