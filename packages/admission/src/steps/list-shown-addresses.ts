/** Characters before and after an `@` that are looked at: as many as an address may have. */
const MAX_ADDRESS_LENGTH = 254

/**
 * Everything in a display name that a reader may take for an address. NFKC turns small and full-width `@` into
 * the plain one, as fonts do. Each `@` is looked at for itself: one expression over the whole name would take
 * quadratic time.
 */
export function listShownAddresses(name: string): string[] {
  const text = name.normalize('NFKC')
  const shown: string[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const local = /[^\s<>"'()[\],;:]+\s?$/u
      .exec(text.slice(Math.max(0, at - MAX_ADDRESS_LENGTH), at))?.[0]
      .trim()
    const host = /^\s?[^\s<>"'()[\],;:@]+/u.exec(text.slice(at + 1, at + 1 + MAX_ADDRESS_LENGTH))?.[0].trim()
    if (local && host) shown.push(`${local}@${host}`)
  }
  return shown
}
