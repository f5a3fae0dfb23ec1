import { CountersignError, listHeaderPairs, type ActionRequest } from '@countersign/core'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { readQueryValues } from './read-query-values.js'

/** Only resolves relative targets; nothing is read from it. */
const BASE = 'https://base.invalid'

/** The target of a request, whether absolute or path and query. */
export function parseTarget(target: string): URL {
  const absolute = /^https?:\/\//i.test(target)
  if (!absolute && !target.startsWith('/')) throw new CountersignError('ERR_REQUEST_TARGET')
  try {
    return new URL(absolute ? target : `${BASE}${target}`)
  } catch {
    throw new CountersignError('ERR_REQUEST_TARGET')
  }
}

/**
 * The one limited-purpose token of a request. Absent, given twice, in two places or in another place than the kind
 * names: `ERR_ACTION_LIMITED_TOKEN`, because whoever sees the other one may decide differently.
 */
export function locateLimitedToken(
  source: {
    readonly request: Pick<ActionRequest, 'headers'>
    /** Of the request, parsed. */
    readonly target: URL
    readonly inputs: Readonly<Record<string, unknown>>
  },
  kind: KindDefinition,
): string {
  const { request, target, inputs } = source
  const found = {
    query: readQueryValues(target, kind.parameter),
    header: listHeaderPairs(request.headers)
      .filter(([name]) => name === kind.parameter.toLowerCase())
      .map(([, value]) => value),
    body: Object.hasOwn(inputs, kind.parameter) ? [inputs[kind.parameter]] : [],
  }
  const [token] = found[kind.placement]
  const count = found.query.length + found.header.length + found.body.length
  if (count !== 1 || typeof token !== 'string' || token === '') {
    throw new CountersignError('ERR_ACTION_LIMITED_TOKEN')
  }
  return token
}
