/** Where a link of a card or a mail may lead. Everything else, `javascript:` and `data:` first of all, is no link (B12). */
const SAFE_PROTOCOLS = new Set(['https:', 'http:', 'mailto:', 'tel:'])

/** The address in its parsed form, as it would be opened; undefined where it must not be a link. */
export function toSafeLink(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined
  let url: URL
  try {
    // Without a base: a relative address would be the emulator's own.
    url = new URL(address.trim())
  } catch {
    return undefined
  }
  return SAFE_PROTOCOLS.has(url.protocol) ? url.href : undefined
}
