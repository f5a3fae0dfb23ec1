import { CountersignTypeError } from '../../errors/index.js'
import { createBoundedMap } from '../../jose/bounded-map.js'
import { findPlaceholders } from '../inputs/substitute-inputs.js'
import { parseTargetUrl } from '../targets/parse-target-url.js'
import { copyJson } from '../tree/copy-json.js'
import { freezeDeep } from '../tree/freeze-deep.js'
import { replaceNodes } from '../tree/replace-nodes.js'
import type { OutlookCard } from '../types/index.js'
import { walkActions } from '../walk-actions.js'
import { placeToken, type TokenPlacement } from './place-token.js'

export interface BindCardOptions {
  /** The names of the kind's decisions: an `Action.Http` whose `id` is one of them gets url and token. */
  readonly decisions: readonly string[]
  /** https URL that answers the kind's actions. It replaces the url of each bound action. */
  readonly url: string
  /**
   * Makes the limited-purpose token of one action: `act` for a decision, `read` for `autoInvokeAction` (its id, or
   * `view`, in place of a decision).
   */
  readonly tokenFor: (decision: string, purpose: 'act' | 'read') => string
  /** Where the token goes. Default `query`. */
  readonly placement?: TokenPlacement
  /** Its name there: query parameter, header or field. Default `cst`. */
  readonly parameter?: string
}

const PARAMETER = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/
export const DEFAULT_PARAMETER = 'cst'
/** Parameters and urls that passed: a service binds the same ones with every answer. */
const soundTargets = createBoundedMap<string, true>(64)

/**
 * A frozen copy of a card in which every action that belongs to a decision calls `url` with its own
 * limited-purpose token. `autoInvokeAction` is bound too, for reading, where it has no url yet or has this one.
 *
 * @throws CountersignTypeError ERR_CARD_BIND (every wrong option at once, or every action that cannot be bound), ERR_CARD_NOT_JSON
 */
export function bindCard(card: OutlookCard, options: BindCardOptions): OutlookCard {
  const wrongOptions = listBindProblems(options)
  if (wrongOptions.length > 0) throw new CountersignTypeError('ERR_CARD_BIND', wrongOptions)
  const copy = copyJson(card)
  const problems: string[] = []
  const bound = new Map<string, object>()
  for (const { action, path, place } of walkActions(copy)) {
    if (action.type !== 'Action.Http') continue
    const isRead = place === 'autoInvokeAction'
    const isDecision = action.id !== undefined && options.decisions.includes(action.id)
    if (isRead && isDecision)
      problems.push(`${path}: a decision must not run by itself when the mail is opened.`)
    if (isRead ? !isOwnUrl(action.url, options.url) : !isDecision) continue
    const token = options.tokenFor(action.id ?? 'view', isRead ? 'read' : 'act')
    const placed = placeToken(action, {
      url: options.url,
      token,
      placement: options.placement ?? 'query',
      parameter: options.parameter ?? DEFAULT_PARAMETER,
    })
    if (typeof placed === 'string') problems.push(`${path}: ${placed}`)
    else bound.set(path, placed)
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_CARD_BIND', problems)
  return freezeDeep(replaceNodes(copy, bound) as OutlookCard)
}

/** What is wrong with the options, whatever the card. */
export function listBindProblems(options: BindCardOptions): string[] {
  const { parameter = DEFAULT_PARAMETER, url } = options
  const target = `${parameter} ${url}`
  if (soundTargets.get(target) === true) return []
  const problems: string[] = []
  const parsed = parseTargetUrl(url)
  if (parsed === undefined) problems.push('url must be an https URL.')
  else if (url.includes('#')) problems.push('url must not have a fragment.')
  else if (parsed.searchParams.has(parameter))
    problems.push(`url must not have the parameter ${parameter} already.`)
  if (findPlaceholders(url).length > 0 || url.includes('{{')) problems.push('url must not have placeholders.')
  if (!PARAMETER.test(parameter)) problems.push('parameter must be letters, digits, hyphens and underscores.')
  if (problems.length === 0) soundTargets.set(target, true)
  return problems
}

function isOwnUrl(url: unknown, own: string): boolean {
  return url === undefined || url === '' || url === own
}
