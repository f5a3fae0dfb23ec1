import { randomBytes } from 'node:crypto'
import { CountersignTypeError, isCodedError, isOriginator } from '@countersign/core'
import { lowerAscii, type Directory } from '../directory/directory.js'
import type { DirectoryTenant } from '../directory/directory-user.js'
import { isObject } from '../registry/is-object.js'
import type { StoredChannel } from './channel.js'

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}$/u
const CHANNEL_ID = /^[0-9a-f]{32}$/
const SECRET = /^[A-Za-z0-9_-]{43}$/
const MEMBERS = ['name', 'team', 'tenant', 'members', 'provider']

/**
 * Checks what was asked for and makes a channel of it, with a new id and a new secret.
 *
 * @throws CountersignTypeError ERR_EMULATOR_CHANNEL with every problem
 */
export function makeChannel(input: unknown, directory: Directory): StoredChannel {
  if (!isObject(input))
    throw new CountersignTypeError('ERR_EMULATOR_CHANNEL', ['the channel is not an object'])
  const problems: string[] = []
  const unknown = Object.keys(input).filter((member) => !MEMBERS.includes(member))
  if (unknown.length > 0) problems.push('there are members that a channel does not have')
  const { name, team = 'Countersign', tenant = 'Contoso', provider } = input
  for (const [member, value] of Object.entries({ name, team }))
    if (typeof value !== 'string' || !NAME.test(value))
      problems.push(`${member} is not 1 to 50 letters, digits, spaces, ".", "_" or "-"`)
  if (provider !== undefined && !(typeof provider === 'string' && isOriginator(provider)))
    problems.push('provider is not an originator')
  const place = readTenant(tenant, input.members, directory, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_EMULATOR_CHANNEL', problems)
  return Object.freeze({
    id: randomBytes(16).toString('hex'),
    name: String(name),
    team: String(team),
    ...place,
    ...(typeof provider === 'string' ? { provider } : {}),
    secret: randomBytes(32).toString('base64url'),
  })
}

/** A channel of an earlier run, or undefined where the data folder's text is none. */
export function readStoredChannel(input: unknown, directory: Directory): StoredChannel | undefined {
  if (!isObject(input)) return undefined
  const { id, secret, tenantId, name, team, members, provider } = input
  if (typeof id !== 'string' || !CHANNEL_ID.test(id)) return undefined
  if (typeof secret !== 'string' || !SECRET.test(secret)) return undefined
  try {
    const asked = { name, team, tenant: tenantId, members, ...(provider === undefined ? {} : { provider }) }
    return Object.freeze({ ...makeChannel(asked, directory), id, secret })
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}

/** The channel's tenant, and who of it is a member. */
function readTenant(
  tenant: unknown,
  members: unknown,
  directory: Directory,
  problems: string[],
): Pick<StoredChannel, 'tenantId' | 'members'> {
  const found = typeof tenant === 'string' ? findTenant(tenant, directory) : undefined
  if (found === undefined) {
    problems.push('tenant is not one of the directory')
    return { tenantId: '', members: [] }
  }
  return {
    tenantId: found.tenantId,
    members: Object.freeze(readMembers(members, found, directory, problems)),
  }
}

function findTenant(text: string, directory: Directory): DirectoryTenant | undefined {
  const wanted = lowerAscii(text)
  return directory.tenants.find(
    ({ name, tenantId, domains }) =>
      lowerAscii(name) === wanted || tenantId === wanted || domains.includes(wanted),
  )
}

function readMembers(
  input: unknown,
  tenant: DirectoryTenant,
  directory: Directory,
  problems: string[],
): string[] {
  const everybody = directory.users.filter(({ tenantId }) => tenantId === tenant.tenantId)
  if (input === undefined) return everybody.map(({ objectId }) => objectId)
  if (!Array.isArray(input) || input.length === 0) {
    problems.push('members is not a list of users')
    return []
  }
  const found = new Set<string>()
  for (const member of input as readonly unknown[]) {
    const user = typeof member === 'string' ? directory.findUser(member) : undefined
    if (user === undefined || !everybody.includes(user)) problems.push('a member is no user of the tenant')
    else found.add(user.objectId)
  }
  return [...found]
}
