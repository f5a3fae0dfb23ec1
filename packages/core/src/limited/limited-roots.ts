import { randomBytes } from 'node:crypto'
import { CountersignTypeError } from '../errors/index.js'
import { tryDecodeBase64url } from '../jose/base64url.js'

/** A secret from which sealing keys are derived. */
export interface LimitedRoot {
  /** 1 to 32 letters, digits, `_` or `-`; shown in every token. */
  readonly id: string
  /** At least 32 bytes. */
  readonly secret: Uint8Array
}

export const MIN_ROOT_BYTES = 32
const MAX_ROOT_BYTES = 1024
const ROOT_ID = /^[A-Za-z0-9_-]{1,32}$/

/** Typed so that it does not widen the list's entries. */
function isList(value: unknown): boolean {
  return Array.isArray(value)
}

/** A buffer that was never filled, or one that somebody filled by hand. */
function isPatterned(secret: Uint8Array): boolean {
  return secret.every((byte) => byte === secret[0])
}

/**
 * Reads `id:base64url[,id:base64url…]`, newest first, as COUNTERSIGN_LIMITED_KEYS holds it.
 *
 * @throws CountersignTypeError ERR_LIMITED_ROOTS with every problem; secrets are never quoted
 */
export function parseLimitedRoots(text: string): LimitedRoot[] {
  const problems: string[] = []
  const roots = text.split(',').map((part, index) => {
    const [id = '', encoded = '', ...rest] = part.trim().split(':')
    const secret = encoded !== '' && rest.length === 0 ? tryDecodeBase64url(encoded) : undefined
    if (secret === undefined) problems.push(`key ${String(index + 1)} is not of the form id:base64url`)
    return { id, secret: secret ?? new Uint8Array() }
  })
  if (problems.length === 0) problems.push(...listRootProblems(roots))
  if (problems.length > 0) throw new CountersignTypeError('ERR_LIMITED_ROOTS', problems)
  return roots
}

/** Everything that is wrong with the roots; nothing of a secret is repeated. */
export function listRootProblems(roots: readonly LimitedRoot[]): string[] {
  if (!isList(roots) || roots.length === 0) return ['at least one root is needed']
  const problems: string[] = []
  const ids = roots.map((root) => root.id)
  roots.forEach(({ id, secret }, index) => {
    const name = `key ${String(index + 1)}`
    if (typeof id !== 'string' || !ROOT_ID.test(id))
      problems.push(`${name}: the id must be 1 to 32 letters, digits, _ or -`)
    if (ids.indexOf(id) !== index) problems.push(`${name}: the id is used twice`)
    if (!(secret instanceof Uint8Array) || secret.length < MIN_ROOT_BYTES || secret.length > MAX_ROOT_BYTES)
      problems.push(`${name}: the secret must have 32 to 1024 bytes`)
    else if (isPatterned(secret)) problems.push(`${name}: the secret is not random`)
  })
  return problems
}

/** A new root, as text for COUNTERSIGN_LIMITED_KEYS. */
export function generateLimitedRoot(): { id: string; text: string } {
  const id = `k${randomBytes(4).toString('hex')}`
  return { id, text: `${id}:${randomBytes(MIN_ROOT_BYTES).toString('base64url')}` }
}
