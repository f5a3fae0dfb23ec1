import { CountersignTypeError, type LimitedTokens } from '@countersign/core'
import { isGuid } from '../config/object-ids.js'
import { isOptionObject } from '../config/option-object.js'
import type { ServiceConfig } from '../config/service-config.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { listCardProblems } from '../send/list-card-problems.js'
import { listItemProblems } from '../send/list-item-problems.js'
import { listSendKeyProblems } from '../send/list-send-key-problems.js'
import type { PostOptions } from './post-options.js'
import { findWebhook } from './webhook-hosts.js'

/** What posting needs of a service, known to be there. */
export interface PostMeans {
  readonly url: URL
  readonly originator: string
  readonly limited: LimitedTokens
  readonly tenantId: string
  readonly version: number
}

/** Throws `ERR_CONFIG_POST` with everything that is missing or wrong, and `ERR_POST_ADDRESS`; the URL is in neither. */
export function checkPostOptions(
  options: PostOptions<string, string>,
  kind: KindDefinition,
  config: ServiceConfig,
  hasLedger: boolean,
): PostMeans {
  if (!isOptionObject(options)) {
    throw new CountersignTypeError('ERR_CONFIG_POST', 'post needs an object with item, to and card')
  }
  const { originator, limited } = config
  const problems = [...listItemProblems(options), ...listCardProblems(options.card)]
  if (kind.actors !== 'authorized') {
    problems.push('a card that a whole channel sees needs a kind with actors: authorized')
  }
  if (originator === undefined) problems.push('the service needs originator (COUNTERSIGN_ORIGINATOR)')
  if (limited === undefined) problems.push('the service needs limitedKeys (COUNTERSIGN_LIMITED_KEYS)')
  problems.push(...listSendKeyProblems(options.key, hasLedger))
  const tenantId = chooseTenant(options.tenantId, config, problems)
  if (problems.length > 0 || originator === undefined || limited === undefined) {
    throw new CountersignTypeError('ERR_CONFIG_POST', problems)
  }
  const url = findWebhook(options.to, config.webhookHosts)
  if (url === undefined) {
    throw new CountersignTypeError('ERR_POST_ADDRESS', 'to is no incoming-webhook URL that may be posted to.')
  }
  return { url, originator, limited, tenantId, version: options.version ?? 0 }
}

/** Which of the service's tenants the people of a channel or chat must come from. */
export function chooseTenant(
  tenantId: string | undefined,
  { tenants }: Pick<ServiceConfig, 'tenants'>,
  problems: string[],
): string {
  const [only] = tenants.size === 1 ? tenants.keys() : []
  const chosen = typeof tenantId === 'string' ? tenantId.toLowerCase() : only
  if (chosen === undefined) problems.push('tenantId is needed where the service has several tenants')
  else if (!isGuid(chosen) || !tenants.has(chosen)) {
    problems.push('tenantId must be one of the tenants of the service')
  }
  return chosen ?? ''
}
