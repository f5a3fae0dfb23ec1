import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EMULATOR_TENANTS } from '../../../src/issuers/index.js'
import { computeKeyThumbprint } from '../../../src/jose/index.js'
import { createSubstrateVerifier, type SubstrateVerifierOptions } from '../../../src/tokens/index.js'
import { keyA } from '../../issuers/rsa-keys.js'
import { refusalCode } from '../../refusal-code.js'
import {
  OBJECT_ID,
  offlineOptions,
  publishedKey,
  signConnector,
  signMail,
  TENANT,
} from './substrate-fixture.js'

const judge = (token: string, options: Partial<SubstrateVerifierOptions> = {}): Promise<string> => {
  const verifier = createSubstrateVerifier({ ...offlineOptions, ...options })
  return refusalCode(() => verifier.verify(token))
}

describe('substrate actor and sender', () => {
  it('verifies a connector token of an allowed tenant', async () => {
    const verifier = createSubstrateVerifier({ ...offlineOptions, tenants: [TENANT] })
    const verified = await verifier.verify(signConnector())
    assert.deepEqual(verified.actor, { tenantId: TENANT, objectId: OBJECT_ID, guest: false })
    assert.equal(verified.tenantId, TENANT)
    assert.equal(verified.sender, undefined)
  })

  it('K03: refuses connector tokens without configured tenants, and of others', async () => {
    assert.equal(await judge(signConnector()), 'ERR_TOKEN_TENANT')
    assert.equal(await judge(signConnector(), { tenants: [OBJECT_ID] }), 'ERR_TOKEN_TENANT')
    for (const tid of [undefined, null, '', 'common', 7, TENANT.toUpperCase()]) {
      assert.equal(await judge(signConnector({ tid }), { tenants: [TENANT] }), 'ERR_TOKEN_TENANT')
    }
    assert.equal(await judge(signMail({ tid: OBJECT_ID }), { tenants: [TENANT] }), 'ERR_TOKEN_TENANT')
    assert.equal(await judge(signMail({ tid: TENANT }), { tenants: [TENANT] }), 'ACCEPTED')
  })

  it('I07: refuses a connector token whose sub is unlike its oid', async () => {
    for (const claims of [
      { sub: TENANT },
      { sub: undefined },
      { oid: undefined },
      { sub: 'adele@contoso.com' },
      { sub: 'x', oid: 'x' },
      { sub: undefined, oid: undefined },
    ]) {
      assert.equal(await judge(signConnector(claims), { tenants: [TENANT] }), 'ERR_TOKEN_ACTOR')
    }
  })

  it('I05: a missing sender never passes for an expected one, nor for a missing expectation', async () => {
    const senders = ['expenses@contoso.com']
    assert.equal(await judge(signConnector(), { senders }), 'ERR_TOKEN_SENDER')
    assert.equal(await judge(signConnector(), { senders, tenants: [TENANT] }), 'ERR_TOKEN_SENDER')
    assert.equal(await judge(signMail({ sender: undefined }), { senders }), 'ERR_TOKEN_SENDER')
    assert.equal(await judge(signMail({ sender: undefined })), 'ERR_TOKEN_TENANT')
    assert.equal(await judge(signMail({ sender: undefined }), { tenants: [TENANT] }), 'ERR_TOKEN_TENANT')
    for (const sender of [null, '', 'undefined', 7, ['expenses@contoso.com'], {}]) {
      assert.equal(await judge(signMail({ sender })), 'ERR_TOKEN_ADDRESS')
      assert.equal(await judge(signConnector({ sender }), { tenants: [TENANT] }), 'ERR_TOKEN_ADDRESS')
    }
  })

  it('I05: refuses a sender off the list, and compares whole addresses', async () => {
    const senders = ['EXPENSES@contoso.com', 'travel@contoso.com']
    assert.equal(await judge(signMail(), { senders }), 'ACCEPTED')
    for (const sender of [
      'evil@contoso.com',
      'expenses+x@contoso.com',
      'expenses@contoso.com.evil.com',
      'xexpenses@contoso.com',
    ]) {
      assert.equal(await judge(signMail({ sender }), { senders }), 'ERR_TOKEN_SENDER')
    }
  })

  it('I03: refuses an actor or sender that is no plain ASCII address', async () => {
    for (const address of [
      'ad\u0435le@contoso.com',
      'adele\u212A@contoso.com',
      'Adele <adele@contoso.com>',
      'adele',
      '',
      undefined,
      7,
    ]) {
      assert.equal(await judge(signMail({ sub: address })), 'ERR_TOKEN_ADDRESS', JSON.stringify(address))
    }
    assert.equal(await judge(signMail({ sub: OBJECT_ID })), 'ERR_TOKEN_ADDRESS')
  })

  it('I02: no other claim than the verified sub becomes the address', async () => {
    const verifier = createSubstrateVerifier(offlineOptions)
    const verified = await verifier.verify(
      signMail({
        upn: 'boss@contoso.com',
        email: 'boss@contoso.com',
        preferred_username: 'boss@contoso.com',
      }),
    )
    assert.deepEqual(verified.actor, { address: 'adelev@contoso.com', guest: false })
  })

  it("E02: refuses the emulator's users, senders and tenants without trustEmulator", async () => {
    const tid = EMULATOR_TENANTS.contoso.tenantId
    assert.equal(await judge(signMail({ sub: 'adele@contoso.example' })), 'ERR_TOKEN_EMULATOR')
    assert.equal(await judge(signMail({ sender: 'expenses@mail.contoso.EXAMPLE' })), 'ERR_TOKEN_EMULATOR')
    assert.equal(await judge(signMail({ tid })), 'ERR_TOKEN_EMULATOR')
    assert.equal(await judge(signConnector({ tid }), { tenants: [tid] }), 'ERR_TOKEN_EMULATOR')
  })

  it("E02: under trustEmulator only the emulator's users act, signed by its listed keys", async () => {
    const tid = EMULATOR_TENANTS.contoso.tenantId
    const trust = (key: string): Partial<SubstrateVerifierOptions> => ({
      keys: {
        jwks: { keys: [publishedKey] },
        trustEmulator: { metadata: 'http://127.0.0.1:8787/issuers', keyThumbprint: key },
      },
    })
    const trusting = trust(computeKeyThumbprint(keyA.privateKey))
    assert.equal(await judge(signMail({ sub: 'adele@contoso.example' }), trusting), 'ACCEPTED')
    assert.equal(await judge(signMail(), trusting), 'ERR_TOKEN_ACTOR')
    assert.equal(await judge(signConnector({ tid }), { ...trusting, tenants: [tid] }), 'ACCEPTED')
    assert.equal(await judge(signConnector(), { ...trusting, tenants: [tid] }), 'ERR_TOKEN_TENANT')
    assert.equal(
      await judge(signMail({ sub: 'adele@contoso.example' }), trust('A'.repeat(43))),
      'ERR_ISSUER_KEY_SET',
    )
  })
})
