/** True for what options can stand in: a call from JavaScript may pass anything, or nothing. */
export function isOptionObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
