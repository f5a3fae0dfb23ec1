import type { LocalAccount } from './linking.js'
import type { Actor } from '../kinds/actor.js'
import { hashParts } from '../pipeline/hash-parts.js'
import { hashActor } from '../pipeline/ledger-keys.js'

/** 32 random bytes in base64url. */
export const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/

/** Names the actor within one service: two services may share a store. */
export function hashLinkActor(service: string, actor: Actor): string {
  return hashParts(['countersign link actor', service, hashActor(actor)])
}

/** What the store knows of a state: reading it opens nothing. */
export function hashLinkState(service: string, state: string): string {
  return hashParts(['countersign link state', service, state])
}

/** What the page's form holds: good only for this browser, this login (and so its actor) and this account. */
export function hashLinkForm(
  browserSecret: string,
  form: { readonly stateHash: string; readonly account: LocalAccount },
): string {
  return hashParts(['countersign link form', browserSecret, form.stateHash, form.account.id])
}
