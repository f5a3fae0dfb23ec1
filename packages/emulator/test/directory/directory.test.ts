import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isReservedDomain, isReservedTenant } from '@countersign/core'
import { Directory } from '../../src/directory/directory.js'

describe('the directory', () => {
  const directory = new Directory()

  it('has two tenants, whose users have several addresses, all reserved and all different', () => {
    assert.equal(directory.tenants.length, 2)
    const addresses = directory.users.flatMap((user) => [...user.addresses])
    assert.equal(new Set(addresses).size, addresses.length)
    assert.equal(new Set(directory.users.map(({ objectId }) => objectId)).size, directory.users.length)
    assert.equal(new Set(directory.users.map(({ alias }) => alias)).size, directory.users.length)
    for (const user of directory.users) {
      assert.ok(user.addresses.length >= 2 && user.addresses.includes(user.upn))
      assert.ok(isReservedTenant(user.tenantId))
      assert.match(user.objectId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      const tenant = directory.tenants.find(({ tenantId }) => tenantId === user.tenantId)
      for (const address of user.addresses) {
        const domain = address.split('@')[1] ?? ''
        assert.ok(isReservedDomain(domain) && tenant?.domains.includes(domain))
      }
    }
  })

  it('I03: finds a user by any address in any ASCII case, and by nothing that only looks like one', () => {
    assert.equal(directory.findByAddress('ADELEV@contoso.EXAMPLE')?.alias, 'adele')
    for (const address of [
      'adele+x@contoso.example',
      'adele@contoso.example ',
      'аdele@contoso.example',
      'adele',
      '',
    ]) {
      assert.equal(directory.findByAddress(address), undefined, address)
    }
    // Unicode lower-casing would turn the Kelvin sign into k.
    assert.equal(directory.findByAddress('grady@fabri\u212Aam.example'), undefined)
  })

  it('names a user by alias, address or object id', () => {
    for (const name of [
      'adele',
      'Adele',
      'adele.vance@contoso.example',
      'C0A70000-0000-4000-9000-00000000A001',
    ]) {
      assert.equal(directory.getUser(name).alias, 'adele')
    }
    for (const name of ['', 'nobody', 'constructor', 'Adele Vance']) {
      assert.throws(() => directory.getUser(name), { code: 'ERR_EMULATOR_USER_NOT_FOUND' })
    }
  })
})
