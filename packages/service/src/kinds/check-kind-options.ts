import { CountersignTypeError } from '@countersign/core'
import { parseDuration } from '../config/parse-duration.js'
import { MAX_EXPIRES_IN_MS, type ServiceConfig } from '../config/service-config.js'
import { isOptionObject } from '../config/option-object.js'
import { isRoutePath, ROUTE_PATH_PROBLEM } from '../config/route-path.js'
import { checkAuthorization } from './check-authorization.js'
import type { Linking } from '../linking/linking.js'
import type { KindDefinition } from './kind-definition.js'
import type { KindOptions } from './kind-options.js'
import type { StandardSchema } from './standard-schema.js'

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/
const PARAMETER = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/
const DEFAULT_EXPIRES_IN = '14d'

/** What a definition needs of its service. */
export type KindMeans = Pick<
  ServiceConfig,
  'limited' | 'originator' | 'sender' | 'profile' | 'tenants' | 'objectIds'
> & { readonly hasLedger: boolean }

/** Checks one definition. Throws `ERR_CONFIG_KIND` with everything that is wrong. */
export function checkKindOptions<Decision extends string, Schema extends StandardSchema>(
  name: string,
  options: KindOptions<Decision, Schema, Linking | undefined>,
  config: KindMeans,
): KindDefinition {
  if (!isOptionObject(options)) {
    throw new CountersignTypeError(
      'ERR_CONFIG_KIND',
      'define needs an object with url and decisions beside the name.',
    )
  }
  const problems: string[] = []
  if (!NAME.test(name)) problems.push('a name has letters, digits, - and _, at most 64 characters')
  const address = checkAddress(options, problems)
  const once = options.once ?? 'item'
  const decisions = checkDecisions(options.decisions, problems)
  checkOnce(once, decisions, options, problems)
  const authorization = checkAuthorization(options, config, problems)
  const expiresInMs = checkExpiresIn(options.expiresIn ?? DEFAULT_EXPIRES_IN, problems)
  const place = checkTokenPlace(options, problems)
  const itemsUniqueWithin = options.itemsUniqueWithin ?? 'tenant'
  if (!['tenant', 'service'].includes(itemsUniqueWithin)) {
    problems.push('itemsUniqueWithin must be tenant or service')
  }
  checkInput(options.input, problems)
  if (options.linked !== undefined && typeof options.linked.require !== 'function')
    problems.push('linked must be what service.linking makes')
  checkMeans(options, config, problems)
  if (problems.length > 0) {
    throw new CountersignTypeError(
      'ERR_CONFIG_KIND',
      problems.map((problem) => `Kind ${NAME.test(name) ? name : '(unnamed)'}: ${problem}.`),
    )
  }
  return Object.freeze({
    name,
    ...address,
    decisions,
    input: options.input,
    once,
    ...authorization,
    linked: options.linked,
    expiresInMs,
    view: options.view,
    idempotent: options.idempotent ?? false,
    itemsUniqueWithin,
    ...place,
    withoutLimitedToken: options.withoutLimitedToken,
  })
}

function checkAddress(
  { url: text, path }: { readonly url: string; readonly path?: string },
  problems: string[],
): Pick<KindDefinition, 'url' | 'path'> {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '') {
    problems.push('url must be an absolute https URL without user name or fragment')
  }
  if (path !== undefined && !isRoutePath(path)) problems.push(ROUTE_PATH_PROBLEM)
  return { url: text, path: path ?? url?.pathname ?? '/' }
}

/** Where the limited-purpose token stands in a request. */
function checkTokenPlace(
  options: { readonly placement?: KindDefinition['placement']; readonly parameter?: string },
  problems: string[],
): Pick<KindDefinition, 'placement' | 'parameter'> {
  const placement = options.placement ?? 'query'
  const parameter = options.parameter ?? 'cst'
  if (!['query', 'header', 'body'].includes(placement))
    problems.push('placement must be query, header or body')
  if (!PARAMETER.test(parameter))
    problems.push('parameter has letters, digits, - and _, at most 32 characters')
  return { placement, parameter }
}

function checkDecisions(decisions: readonly string[], problems: string[]): readonly string[] {
  const list: readonly unknown[] = Array.isArray(decisions) ? decisions : []
  if (list.length === 0) problems.push('decisions must name at least one decision')
  if (!list.every((one) => typeof one === 'string' && NAME.test(one))) {
    problems.push('a decision has letters, digits, - and _, at most 64 characters')
  }
  if (new Set(list).size !== list.length) problems.push('decisions must not repeat')
  return Object.freeze(list.filter((one) => typeof one === 'string'))
}

function checkOnce(
  once: string,
  decisions: readonly string[],
  options: { readonly withoutLimitedToken?: unknown },
  problems: string[],
): void {
  if (!['item', 'actor', 'token'].includes(once)) problems.push('once must be item, actor or token')
  if (once === 'token' && decisions.length > 1) {
    problems.push('once: token would let every decision of one item run; use item or actor')
  }
  if (once === 'token' && options.withoutLimitedToken !== undefined) {
    problems.push('once: token needs limited-purpose tokens')
  }
}

function checkExpiresIn(text: string, problems: string[]): number {
  const length = parseDuration(text)
  if (length === undefined || length > MAX_EXPIRES_IN_MS) {
    problems.push('expiresIn must be a duration such as 14d, at most 30d')
  }
  return length ?? 0
}

function checkInput(input: StandardSchema | undefined, problems: string[]): void {
  if (input === undefined) return
  if (typeof input['~standard']?.validate !== 'function') {
    problems.push('input must be a Standard Schema (zod, valibot, arktype …)')
  }
}

function checkMeans(
  options: { readonly withoutLimitedToken?: unknown },
  config: KindMeans,
  problems: string[],
): void {
  if (config.limited === undefined && options.withoutLimitedToken === undefined) {
    problems.push(
      'the service needs limitedKeys (COUNTERSIGN_LIMITED_KEYS), or the kind says withoutLimitedToken',
    )
  }
  if (config.sender === undefined && options.withoutLimitedToken !== undefined) {
    problems.push('withoutLimitedToken needs the sender of the service (COUNTERSIGN_SENDER)')
  }
  if (config.profile === 'exchange') {
    problems.push(
      'the profile exchange is for add-ins, whose calls carry no card: verify them with service.verifyAction',
    )
  }
  if (config.originator === undefined) problems.push('the service needs originator (COUNTERSIGN_ORIGINATOR)')
  if (!config.hasLedger) problems.push('the service needs a ledger (COUNTERSIGN_LEDGER)')
}
