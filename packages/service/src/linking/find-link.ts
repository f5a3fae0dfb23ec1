import { randomBytes } from 'node:crypto'
import { CountersignError, isCodedError, type HeaderInput } from '@countersign/core'
import type { IdentityLink, LinkActor, LinkStore } from '@countersign/ledger/links'
import type { Actor } from '../kinds/actor.js'
import type { LinkingContext } from './linking-context.js'
import { hashLinkActor, hashLinkState } from './link-keys.js'
import { LinkNeeded } from './link-needed.js'
import { readRedirectUrl } from './redirect-url.js'

/** How long a person has from the press to the confirmation, in milliseconds. */
export const LOGIN_LIFETIME_MS = 5 * 60_000
const STATE_BYTES = 32

/** The actor's link; without one a login is begun and {@link LinkNeeded} thrown. */
export async function requireLink(
  context: LinkingContext,
  actor: Actor,
  headers: HeaderInput,
): Promise<IdentityLink> {
  const { config, service } = context
  const actorKey = hashLinkActor(service, requireIdentity(actor))
  const link = await callStore(config.store, (store) => store.findLink(actorKey))
  if (link !== undefined) return link
  const redirectUrl = readRedirectUrl(headers, config.redirectOrigins)
  const state = randomBytes(STATE_BYTES).toString('base64url')
  await callStore(config.store, (store) =>
    store.begin({
      stateHash: hashLinkState(service, state),
      actorKey,
      actor: toLinkActor(actor),
      redirectUrl,
      lifetimeMs: LOGIN_LIFETIME_MS,
    }),
  )
  throw new LinkNeeded(`${config.url}?state=${state}`)
}

/** One hash would name everybody without an id. */
export function requireIdentity(actor: Actor): Actor {
  const { tenantId = '', objectId = '', address = '' } = actor
  if ((tenantId !== '' && objectId !== '') || address !== '') return actor
  throw new CountersignError('ERR_ACTION_FORBIDDEN')
}

/** Whatever a store throws: nothing was executed, and the same request can come again. */
export async function callStore<Value>(
  store: LinkStore,
  call: (store: LinkStore) => Promise<Value>,
): Promise<Value> {
  try {
    return await call(store)
  } catch (cause) {
    throw isCodedError(cause) ? cause : new CountersignError('ERR_LINK_STORE', undefined, { cause })
  }
}

function toLinkActor({ tenantId, objectId, address, displayName }: Actor): LinkActor {
  return {
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(objectId === undefined ? {} : { objectId }),
    ...(address === undefined ? {} : { address }),
    ...(displayName === undefined ? {} : { displayName }),
  }
}
