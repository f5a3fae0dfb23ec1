import { CountersignError } from '@countersign/core'
import { DIRECTORY_TENANTS, DIRECTORY_USERS } from './directory-data.js'
import type { DirectoryTenant, DirectoryUser } from './directory-user.js'

/** Who exists: two tenants and their users. Fixed, so that scripts may name them. */
export class Directory {
  readonly tenants: readonly DirectoryTenant[] = DIRECTORY_TENANTS
  readonly users: readonly DirectoryUser[] = DIRECTORY_USERS
  readonly #byAddress = new Map<string, DirectoryUser>()

  constructor() {
    for (const user of this.users) {
      for (const address of user.addresses) this.#byAddress.set(address, user)
    }
  }

  /** The user whose mailbox takes this address; ASCII case is ignored, plus tags are not. */
  findByAddress(address: string): DirectoryUser | undefined {
    return this.#byAddress.get(lowerAscii(address))
  }

  /** True for an address of a domain that one of the tenants owns, whether or not the user exists. */
  ownsDomainOf(address: string): boolean {
    const domain = lowerAscii(address.slice(address.lastIndexOf('@') + 1))
    return this.tenants.some((tenant) => tenant.domains.includes(domain))
  }

  /** @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND */
  getUser(name: string): DirectoryUser {
    const user = this.findUser(name)
    if (user === undefined) throw new CountersignError('ERR_EMULATOR_USER_NOT_FOUND')
    return user
  }

  /** The user with this address, alias or object id. */
  findUser(name: string): DirectoryUser | undefined {
    const wanted = lowerAscii(name)
    return (
      this.#byAddress.get(wanted) ??
      this.users.find((each) => each.alias === wanted || each.objectId === wanted)
    )
  }

  isTenant(tenantId: string): boolean {
    return this.tenants.some((tenant) => tenant.tenantId === tenantId)
  }
}

/** Only A to Z: Unicode lower-casing turns a Kelvin sign into the letter k. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
