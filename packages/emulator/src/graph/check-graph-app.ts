import { CountersignTypeError, EMULATOR_TENANTS, isOriginator } from '@countersign/core'
import { lowerAscii, type Directory } from '../directory/directory.js'
import type { DirectoryTenant } from '../directory/directory-user.js'
import { isObject } from '../registry/is-object.js'
import type { GraphAppRegistration } from './graph-app.js'

const MEMBERS = new Set(['clientId', 'clientSecret', 'tenantId', 'senders'])
const MIN_SECRET_LENGTH = 16
const MAX_SECRET_LENGTH = 512
const MAX_SENDERS = 100

/**
 * Checks and copies: the argument may come over HTTP. Nothing but the emulator's own domains can be sent from.
 *
 * @throws CountersignTypeError ERR_EMULATOR_GRAPH_APP with every problem
 */
export function checkGraphApp(input: unknown, directory: Directory): Required<GraphAppRegistration> {
  if (!isObject(input)) {
    throw new CountersignTypeError('ERR_EMULATOR_GRAPH_APP', 'the registration is not an object')
  }
  const problems: string[] = []
  for (const name of Object.keys(input)) {
    if (!MEMBERS.has(name)) problems.push('a member is not one of clientId, clientSecret, tenantId, senders')
  }
  const { clientId, clientSecret, tenantId = EMULATOR_TENANTS.contoso.tenantId, senders } = input
  if (typeof clientId !== 'string' || !isOriginator(clientId)) problems.push('clientId is not a GUID')
  if (!isClientSecret(clientSecret)) {
    problems.push(
      `clientSecret has not between ${String(MIN_SECRET_LENGTH)} and ${String(MAX_SECRET_LENGTH)} characters`,
    )
  }
  const tenant = directory.tenants.find((each) => each.tenantId === tenantId)
  if (tenant === undefined) problems.push("tenantId is not one of the emulator's tenants")
  const addresses = checkSenders(senders, tenant, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_EMULATOR_GRAPH_APP', problems)
  return Object.freeze({
    clientId: lowerAscii(String(clientId)),
    clientSecret: String(clientSecret),
    tenantId: String(tenantId),
    senders: Object.freeze(addresses),
  })
}

function isClientSecret(value: unknown): boolean {
  return typeof value === 'string' && value.length >= MIN_SECRET_LENGTH && value.length <= MAX_SECRET_LENGTH
}

function checkSenders(
  senders: unknown,
  tenant: DirectoryTenant | undefined,
  problems: string[],
): readonly string[] {
  const addresses = readSenders(senders)
  if (addresses === undefined) problems.push('senders is not a list of one to a hundred addresses')
  else if (tenant !== undefined && !addresses.every((address) => tenant.domains.includes(domainOf(address))))
    problems.push("senders: an address is not of the tenant's domains")
  return addresses ?? []
}

function readSenders(senders: unknown): readonly string[] | undefined {
  if (!Array.isArray(senders) || senders.length === 0 || senders.length > MAX_SENDERS) return undefined
  const texts = senders.filter(
    (each): each is string => typeof each === 'string' && /^[^\s@]+@[^\s@]+$/.test(each),
  )
  return texts.length === senders.length ? texts.map(lowerAscii) : undefined
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
