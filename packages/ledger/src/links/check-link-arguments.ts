import { CountersignTypeError } from '@countersign/core/errors'
import { isUnstorable } from '../rules/check-arguments.js'
import type { LinkActor, NewLink, NewPendingLink } from './link-store.js'

export const MAX_ACCOUNT_LENGTH = 256
const MAX_URL_LENGTH = 2_048
const MAX_NAME_LENGTH = 1_024
/** Ten years: longer is a mistake of units. */
const MAX_LIFETIME_MS = 10 * 366 * 86_400_000
const HASH = /^[A-Za-z0-9_-]{43}$/
const ACTOR_MEMBERS = ['tenantId', 'objectId', 'address', 'displayName'] as const

/** Throws `ERR_LINK_ARGUMENT` naming every unusable value, none of them quoted; returns a copy. */
export function checkPending(pending: NewPendingLink): NewPendingLink {
  const problems: string[] = []
  checkHash(problems, 'stateHash', pending.stateHash)
  checkHash(problems, 'actorKey', pending.actorKey)
  checkText(problems, 'redirectUrl', pending.redirectUrl, MAX_URL_LENGTH)
  checkLifetime(problems, pending.lifetimeMs)
  const actor = checkActor(problems, pending.actor)
  refuse(problems)
  const { stateHash, actorKey, redirectUrl, lifetimeMs } = pending
  return { stateHash, actorKey, actor, redirectUrl, lifetimeMs: Math.ceil(lifetimeMs) }
}

export function checkLink({ account, lifetimeMs }: NewLink): NewLink {
  const problems: string[] = []
  checkText(problems, 'account', account, MAX_ACCOUNT_LENGTH)
  checkLifetime(problems, lifetimeMs)
  refuse(problems)
  return { account, lifetimeMs: Math.ceil(lifetimeMs) }
}

/** True for what can be a key at all: nothing else is ever found. */
export function isLinkHash(value: unknown): value is string {
  return typeof value === 'string' && HASH.test(value)
}

function checkActor(problems: string[], actor: LinkActor): LinkActor {
  const copy: Record<string, string> = {}
  for (const name of ACTOR_MEMBERS) {
    const value = actor[name]
    if (value === undefined) continue
    checkText(problems, `actor.${name}`, value, MAX_NAME_LENGTH)
    copy[name] = value
  }
  return Object.freeze(copy)
}

function checkHash(problems: string[], name: string, value: unknown): void {
  if (!isLinkHash(value)) problems.push(`${name} must be 32 bytes in base64url`)
}

function checkText(problems: string[], name: string, value: unknown, maxLength: number): void {
  if (typeof value !== 'string' || value === '' || value.length > maxLength || isUnstorable(value)) {
    problems.push(`${name} must be a text of 1 to ${String(maxLength)} characters, without NUL`)
  }
}

function checkLifetime(problems: string[], value: unknown): void {
  if (typeof value !== 'number' || !(value > 0) || value > MAX_LIFETIME_MS) {
    problems.push('lifetimeMs must be a number of milliseconds, at most ten years')
  }
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new CountersignTypeError('ERR_LINK_ARGUMENT', problems)
}
