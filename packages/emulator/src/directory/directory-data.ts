import { EMULATOR_TENANTS } from '@countersign/core'
import type { DirectoryTenant, DirectoryUser } from './directory-user.js'

const { contoso, fabrikam } = EMULATOR_TENANTS

/** The emulator's two tenants. Their ids and domains are reserved in core, so no real service trusts them by accident. */
export const DIRECTORY_TENANTS: readonly DirectoryTenant[] = [
  { name: 'Contoso', tenantId: contoso.tenantId, domains: contoso.domains },
  { name: 'Fabrikam', tenantId: fabrikam.tenantId, domains: fabrikam.domains },
]

/**
 * Every user has several addresses, and the principal name is only one of them: code that takes one for the other
 * fails here first. Both tenants have an Alex, with the same local part and another domain.
 */
export const DIRECTORY_USERS: readonly DirectoryUser[] = [
  person(contoso.tenantId, 'c0a70000-0000-4000-9000-00000000a001', 'adele', 'Adele', 'Vance', [
    'adele@contoso.example',
    'adelev@contoso.example',
    'adele.vance@contoso.example',
  ]),
  person(contoso.tenantId, 'c0a70000-0000-4000-9000-00000000a002', 'alex', 'Alex', 'Wilber', [
    'alex@contoso.example',
    'alexw@contoso.example',
  ]),
  person(contoso.tenantId, 'c0a70000-0000-4000-9000-00000000a003', 'megan', 'Megan', 'Bowen', [
    'megan@contoso.example',
    'meganb@contoso.example',
    'finance@contoso.example',
  ]),
  person(fabrikam.tenantId, 'fab00000-0000-4000-9000-00000000b001', 'grady', 'Grady', 'Archie', [
    'grady@fabrikam.example',
    'gradya@fabrikam.example',
  ]),
  person(fabrikam.tenantId, 'fab00000-0000-4000-9000-00000000b002', 'alex.fabrikam', 'Alex', 'Darrow', [
    'alex@fabrikam.example',
    'alexd@fabrikam.example',
  ]),
]

function person(
  tenantId: string,
  objectId: string,
  alias: string,
  givenName: string,
  familyName: string,
  addresses: readonly [string, ...string[]],
): DirectoryUser {
  return Object.freeze({
    alias,
    displayName: `${givenName} ${familyName}`,
    givenName,
    familyName,
    tenantId,
    objectId,
    upn: addresses[0],
    addresses: Object.freeze([...addresses]),
  })
}
