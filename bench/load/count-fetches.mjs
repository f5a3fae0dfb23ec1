/**
 * The global fetch, counting for each tenant how often its keys were asked for: every load begins with the discovery
 * document, and one that succeeds ends with the key set.
 */
export function countFetches() {
  const counts = {}
  return {
    fetch: async (url, init) => {
      const tenant = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(url)?.[0] ?? 'none'
      const count = (counts[tenant] ??= { loads: 0, loaded: 0 })
      if (url.includes('.well-known')) count.loads += 1
      const response = await fetch(url, init)
      if (!url.includes('.well-known') && response.ok) count.loaded += 1
      return response
    },
    counts: () => structuredClone(counts),
  }
}
