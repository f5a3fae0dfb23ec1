/**
 * Reads a DKIM tag list (RFC 6376 section 3.2) strictly. Undefined when it is malformed, names a tag twice, or holds
 * characters (quotes, comments, backslashes) that mailauth's reader takes for syntax and the RFC does not.
 */
export function parseDkimTags(text: string): ReadonlyMap<string, string> | undefined {
  if (!/^[\t -~]*$/.test(text) || /["'()\\]/.test(text)) return undefined
  const tags = new Map<string, string>()
  const pairs = text.split(';')
  if (pairs.at(-1)?.trim() === '') pairs.pop()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0)).trim()
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || tags.has(name)) return undefined
    tags.set(name, pair.slice(equals + 1).trim())
  }
  return tags
}
