/**
 * The values of a parameter, as `searchParams.getAll` gives them; where nothing is encoded, which is how a limited-purpose token comes,
 * without the general parser, which takes several times as long.
 */
export function readQueryValues(target: URL, name: string): string[] {
  const { search } = target
  if (search.includes('%') || search.includes('+')) return target.searchParams.getAll(name)
  const values: string[] = []
  for (const pair of search.slice(1).split('&')) {
    const end = pair.indexOf('=')
    if (end < 0 ? pair === name : end === name.length && pair.startsWith(name))
      values.push(end < 0 ? '' : pair.slice(end + 1))
  }
  return values
}
