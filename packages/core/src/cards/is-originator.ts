const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for a provider id as the registration page gives it: a GUID, hyphenated, without braces. */
export function isOriginator(text: string): boolean {
  return GUID.test(text)
}

/** GUIDs are compared without regard to case. */
export function isSameOriginator(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
