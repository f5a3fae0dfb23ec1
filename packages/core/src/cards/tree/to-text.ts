/**
 * A JSON value as the text that a reader would show; '' for what has none. `String` would throw on an object whose
 * `toString` is data.
 */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
