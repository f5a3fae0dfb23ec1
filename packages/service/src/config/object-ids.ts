const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function isGuid(text: unknown): text is string {
  return typeof text === 'string' && GUID.test(text)
}

/** An allow-list of object ids, lower-cased. An empty one admits nobody, so that it is a mistake. */
export function readObjectIds(list: readonly string[], problems: string[]): ReadonlySet<string> {
  const entries: readonly unknown[] = Array.isArray(list) ? list : []
  if (entries.length === 0) problems.push('objectIds must name at least one object id')
  const ids = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    const id = typeof entry === 'string' ? entry.toLowerCase() : entry
    if (isGuid(id)) ids.add(id)
    else problems.push(`objectIds: entry ${String(index + 1)} is not a GUID`)
  }
  return ids
}
