import type { ServiceConfig } from '../config/service-config.js'
import { readObjectIds } from '../config/object-ids.js'
import type { KindDefinition } from './kind-definition.js'
import type { KindOptions } from './kind-options.js'
import type { StandardSchema } from './standard-schema.js'

type AuthorizationOptions = Pick<KindOptions<never, StandardSchema>, 'actors' | 'objectIds' | 'authorize'> & {
  readonly withoutLimitedToken?: unknown
}

/**
 * Who may act on a kind's cards. A card in a channel is made for nobody in particular, so that its tenant alone
 * authorises no one: without a list and without a hook the definition is refused.
 */
export function checkAuthorization(
  options: AuthorizationOptions,
  config: Pick<ServiceConfig, 'tenants' | 'objectIds'>,
  problems: string[],
): Pick<KindDefinition, 'actors' | 'objectIds' | 'authorize'> {
  const actors = options.actors ?? 'recipients'
  if (actors === 'recipients') {
    if (options.objectIds !== undefined || options.authorize !== undefined) {
      problems.push('objectIds and authorize are for actors: authorized; recipients need neither')
    }
    return { actors, objectIds: undefined, authorize: undefined }
  }
  if ((actors as string) !== 'authorized') problems.push('actors must be recipients or authorized')
  const found: string[] = []
  const objectIds =
    options.objectIds === undefined ? config.objectIds : readObjectIds(options.objectIds, found)
  problems.push(...found)
  const { authorize } = options
  if (authorize !== undefined && typeof authorize !== 'function')
    problems.push('authorize must be a function')
  if (objectIds === undefined && authorize === undefined) {
    problems.push(
      'actors: authorized needs objectIds or authorize: the tenant of a channel authorises nobody',
    )
  }
  if (config.tenants.size === 0) problems.push('actors: authorized needs the tenants of the service')
  if (options.withoutLimitedToken !== undefined) {
    problems.push('withoutLimitedToken vouches for actors itself and does not go with actors: authorized')
  }
  // It is only ever asked about decisions of its own kind.
  return { actors, objectIds, authorize: authorize as KindDefinition['authorize'] }
}
