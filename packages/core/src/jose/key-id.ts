/** Printable and harmless in a path, a log line or a map: no separators, control characters or spaces. */
const KEY_ID = /^[A-Za-z0-9._~:+=@|-]{1,200}$/

/** Names that mean something to every JavaScript object. */
const OBJECT_NAMES: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** Whether a `kid` has a form that this project looks up at all (RFC 7515 section 4.1.4 leaves it open). */
export function isKeyId(kid: unknown): kid is string {
  return typeof kid === 'string' && KEY_ID.test(kid) && !kid.includes('..') && !OBJECT_NAMES.includes(kid)
}
