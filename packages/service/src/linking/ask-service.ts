import { CountersignError } from '@countersign/core'
import type { ActorIds } from '../config/service-options.js'
import { isPageUrl } from './check-linking-options.js'
import type { LinkingContext } from './linking-context.js'
import type { LinkRequest, LocalAccount, LoginContext } from './linking.js'

const MAX_NAME_LENGTH = 256

/** Who is signed in to the service. Throws `ERR_LINK_ACCOUNT` for an answer that names nobody. */
export async function askAccount(
  { config }: LinkingContext,
  browser: LinkRequest,
): Promise<LocalAccount | undefined> {
  // Look-ups of all kinds say null for nobody.
  const account: LocalAccount | null | undefined = await ask(() => config.account(browser))
  if (account === undefined || account === null) return undefined
  const { id, name } = account
  if (!isName(id) || !isName(name)) throw new CountersignError('ERR_LINK_ACCOUNT')
  return { id, name }
}

/** The Office identity that the browser has proved. Throws `ERR_LINK_ACCOUNT` for an answer that names nobody. */
export async function askProof(
  { config }: LinkingContext,
  browser: LinkRequest,
): Promise<ActorIds | undefined> {
  const proved: ActorIds | null | undefined = await ask(() => config.proof?.(browser))
  if (proved === undefined || proved === null) return undefined
  const { tenantId, objectId } = proved
  if (!isName(tenantId) || !isName(objectId)) throw new CountersignError('ERR_LINK_ACCOUNT')
  return { tenantId, objectId }
}

export async function askLogin(
  { config, withEmulator }: LinkingContext,
  context: LoginContext,
): Promise<string> {
  const login: unknown = await ask(() => config.login(Object.freeze(context)))
  const text = login instanceof URL ? login.href : login
  const url =
    typeof text === 'string' && URL.canParse(text, config.url) ? new URL(text, config.url) : undefined
  if (url === undefined || !isPageUrl(url, withEmulator)) throw new CountersignError('ERR_LINK_ACCOUNT')
  return url.href
}

async function ask<Value>(call: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await call()
  } catch (cause) {
    throw new CountersignError('ERR_LINK_ACCOUNT', undefined, { cause })
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH
}
