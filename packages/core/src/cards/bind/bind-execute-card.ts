import { CountersignTypeError } from '../../errors/index.js'
import { copyJson } from '../tree/copy-json.js'
import { freezeDeep } from '../tree/freeze-deep.js'
import { isJsonObject } from '../tree/json-object.js'
import { replaceNodes } from '../tree/replace-nodes.js'
import { walkNodes } from '../tree/walk-nodes.js'
import { DEFAULT_PARAMETER } from './bind-card.js'
import type { ActionExecute, OutlookCard } from '../types/index.js'
import { walkActions, type CardAction } from '../walk-actions.js'

export interface BindExecuteCardOptions {
  /** The names of the kind's decisions: an `Action.Execute` whose `verb` is one of them gets a token. */
  readonly decisions: readonly string[]
  /** Makes the limited-purpose token of one action: `act` for a decision, `read` for `refresh`. */
  readonly tokenFor: (decision: string, purpose: 'act' | 'read') => string
  /** The member of `data` that the token becomes. Default `cst`. */
  readonly parameter?: string
}

/** The first version with Action.Execute. */
const UNIVERSAL_MINOR = 4

/**
 * A frozen copy of a bot's card in which every `Action.Execute` that belongs to a decision, and `refresh.action`,
 * carries its own limited-purpose token in `data`. The platform merges the inputs into the same object, so that no
 * input may have the token's name.
 *
 * @throws CountersignTypeError ERR_CARD_BIND (every action that cannot be bound; an `Action.Http`, which a card with
 *   `Action.Execute` must not have beside it: universal-action-model.md of OfficeDev/outlook-dev-docs),
 *   ERR_CARD_NOT_JSON
 */
export function bindExecuteCard(card: OutlookCard, options: BindExecuteCardOptions): OutlookCard {
  const { parameter = DEFAULT_PARAMETER } = options
  const copy = copyJson(card)
  const actions = walkActions(copy)
  const problems = [...listInputProblems(copy, parameter), ...listModelProblems(copy, actions)]
  const bound = new Map<string, object>()
  for (const { action, path } of actions) {
    if (action.type !== 'Action.Execute') continue
    const isRead = path === '/refresh/action'
    const { verb = 'view' }: { readonly verb?: unknown } = action
    if (typeof verb !== 'string') {
      problems.push(`${path}: verb must be text.`)
      continue
    }
    const isDecision = action.verb !== undefined && options.decisions.includes(verb)
    if (isRead && isDecision)
      problems.push(`${path}: a decision must not run by itself when the card is shown.`)
    if (!isRead && !isDecision) continue
    const token = options.tokenFor(verb, isRead ? 'read' : 'act')
    const placed = placeInData(action, parameter, token)
    if (placed === undefined)
      problems.push(`${path}: data must be an object without the member ${parameter}.`)
    else bound.set(path, placed)
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_CARD_BIND', problems)
  return freezeDeep(replaceNodes(copy, bound) as OutlookCard)
}

/** What keeps it from being a card of the universal action model. */
function listModelProblems(card: OutlookCard, actions: readonly CardAction[]): string[] {
  const hasExecute = actions.some(({ action }) => action.type === 'Action.Execute')
  const needsVersion = hasExecute && !isUniversal(card.version)
  return [
    ...(needsVersion ? ['version: Action.Execute needs 1.4 or later.'] : []),
    ...actions
      .filter(({ action }) => action.type === 'Action.Http')
      .map(({ path }) => `${path}: a card of a bot must not have an Action.Http.`),
  ]
}

function isUniversal(version: unknown): boolean {
  const match = typeof version === 'string' ? /^([1-9])\.(\d{1,2})$/.exec(version) : null
  return match !== null && (Number(match[1]) > 1 || Number(match[2]) >= UNIVERSAL_MINOR)
}

function placeInData(action: ActionExecute, parameter: string, token: string): ActionExecute | undefined {
  const data = action.data ?? {}
  if (!isJsonObject(data) || Object.hasOwn(data, parameter)) return undefined
  return { ...action, data: { ...data, [parameter]: token } }
}

function listInputProblems(card: unknown, parameter: string): string[] {
  return walkNodes(card).flatMap(({ node, path }) =>
    typeof node['type'] === 'string' && node['type'].startsWith('Input.') && node['id'] === parameter
      ? [`${path}: an input has the name of the limited-purpose token.`]
      : [],
  )
}
