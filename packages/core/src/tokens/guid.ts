const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A GUID as the platform writes it: lower case, hyphens, no braces. One spelling, so that equal ids are equal text. */
export function isGuid(value: unknown): value is string {
  return typeof value === 'string' && GUID.test(value)
}
