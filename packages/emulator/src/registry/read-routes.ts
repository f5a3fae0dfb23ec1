import { isObject } from './is-object.js'
import { readHttpsOrigin, readLoopbackOrigin } from './read-origin.js'

/** From https origins, or `*`, to origins on this machine. */
export function readRoutes(input: unknown, problems: string[]): Readonly<Record<string, string>> {
  if (!isObject(input)) {
    problems.push('routes is not an object')
    return {}
  }
  const routes: [string, string][] = []
  for (const [from, to] of Object.entries(input)) {
    const origin = from === '*' ? '*' : readHttpsOrigin(from)
    const service = typeof to === 'string' ? readLoopbackOrigin(to) : undefined
    if (origin === undefined) problems.push(`routes: "${from}" is neither an https origin nor *`)
    if (service === undefined) {
      problems.push(
        `routes: the route of "${from}" is not an origin on this machine, like http://127.0.0.1:3000`,
      )
    }
    if (origin !== undefined && service !== undefined) routes.push([origin, service])
  }
  return Object.freeze(Object.fromEntries(routes))
}
