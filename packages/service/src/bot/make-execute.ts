import { CountersignTypeError, type ActionExecute, type CardRefresh } from '@countersign/core'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { BotActionOptions } from './bot-card-options.js'

/** No decision has a dot in its name. */
const REFRESH_VERB = 'countersign.refresh'
/** Source: "Universal Actions for Adaptive Cards" of the Teams documentation. */
const MAX_REFRESH_USERS = 60

/** The button of a decision. Throws `ERR_CONFIG_POST`. */
export function makeExecute(
  kind: KindDefinition,
  decision: string,
  { title, style, iconUrl }: BotActionOptions,
): ActionExecute {
  if (!kind.decisions.includes(decision)) {
    throw new CountersignTypeError('ERR_CONFIG_POST', 'action: the kind has no such decision')
  }
  return {
    type: 'Action.Execute',
    verb: decision,
    title,
    ...(style === undefined ? {} : { style }),
    ...(iconUrl === undefined ? {} : { iconUrl }),
  }
}

/** What fetches the view when the card is shown; it gets a token that can only read. Throws `ERR_CONFIG_POST`. */
export function makeCardRefresh(kind: KindDefinition, userIds?: readonly string[]): CardRefresh {
  const problems: string[] = []
  if (kind.view === undefined) problems.push('refresh: the kind has no view that could answer it')
  if (userIds !== undefined && userIds.length > MAX_REFRESH_USERS) {
    problems.push(`refresh: at most ${String(MAX_REFRESH_USERS)} users can be named`)
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_POST', problems)
  return {
    action: { type: 'Action.Execute', verb: REFRESH_VERB },
    ...(userIds === undefined ? {} : { userIds: [...userIds] }),
  }
}
