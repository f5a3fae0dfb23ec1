import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  EMULATOR_TENANTS,
  isReservedDomain,
  isReservedTenant,
  reservedTenantIds,
} from '../../src/issuers/reserved-names.js'

describe('reserved names', () => {
  it('E02: knows the tenants of the emulator in any case', () => {
    assert.deepEqual(reservedTenantIds, [
      EMULATOR_TENANTS.contoso.tenantId,
      EMULATOR_TENANTS.fabrikam.tenantId,
    ])
    for (const tid of reservedTenantIds) assert.equal(isReservedTenant(tid.toUpperCase()), true)
    assert.equal(isReservedTenant('9188040d-6c67-4c5b-b112-36a304b66dad'), false)
  })

  it('E02: knows the domains that nobody can own, and no look-alike', () => {
    for (const host of [
      'contoso.example',
      'mail.Fabrikam.EXAMPLE',
      'a.test',
      'localhost',
      'x.localhost.',
      'example',
    ]) {
      assert.equal(isReservedDomain(host), true, host)
    }
    for (const host of [
      'contoso.com',
      'myexample',
      'example.com',
      'contoso.example.com',
      'contest',
      'a.latest',
    ]) {
      assert.equal(isReservedDomain(host), false, host)
    }
  })
})
