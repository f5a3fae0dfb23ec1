/** A JSON value as the text that a reader would show; '' for what has none. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
