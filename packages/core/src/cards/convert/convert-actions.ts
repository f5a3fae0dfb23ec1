import { isJsonObject, type JsonObject } from '../tree/json-object.js'
import { pointTo } from '../tree/json-pointer.js'
import type { ActionInvokeAddInCommand, ActionShowCard, OutlookAction } from '../types/index.js'
import type { Conversion } from './conversion.js'
import { convertHttpPost } from './convert-http-post.js'
import { convertInput } from './convert-input.js'
import { convertOpenUri } from './convert-open-uri.js'
import { listMembers } from './list-objects.js'
import { nameAction } from './name-action.js'
import { reportDropped } from './report-dropped.js'

const COMMAND_MEMBERS = ['addInId', 'desktopCommandId', 'initializationContext'] as const

/** The actions of one list; of unknown ones and of an ActionCard within an ActionCard nothing is left. */
export function convertActions(
  node: JsonObject,
  member: string,
  path: string,
  conversion: Conversion,
  actionCard?: JsonObject,
): OutlookAction[] {
  return listMembers(node, member, path, conversion).flatMap((action, index) => {
    const at = pointTo(`${path}/${member}`, index)
    const converted = isJsonObject(action) ? convertAction(action, at, conversion, actionCard) : undefined
    if (converted === undefined) conversion.report('CARD_CONVERT_DROPPED', at)
    return converted ?? []
  })
}

function convertAction(
  action: JsonObject,
  path: string,
  conversion: Conversion,
  actionCard: JsonObject | undefined,
): OutlookAction | undefined {
  switch (action['@type']) {
    case 'HttpPOST':
      return convertHttpPost(action, path, conversion, actionCard)
    case 'OpenUri':
      return convertOpenUri(action, path, conversion)
    case 'InvokeAddInCommand':
      return convertCommand(action, path, conversion)
    case 'ActionCard':
      return actionCard === undefined ? convertActionCard(action, path, conversion) : undefined
    default:
      return undefined
  }
}

function convertCommand(action: JsonObject, path: string, conversion: Conversion): OutlookAction {
  reportDropped(action, ['@type', '@id', 'name', ...COMMAND_MEMBERS], path, conversion)
  const members = COMMAND_MEMBERS.filter((name) => action[name] !== undefined)
  const command = Object.fromEntries(members.map((name) => [name, action[name]]))
  // As they stand, right or wrong: lint judges them.
  const converted = { type: 'Action.InvokeAddInCommand', ...nameAction(action), ...command }
  return conversion.note(converted as unknown as ActionInvokeAddInCommand, path, {
    title: '/name',
    id: '/@id',
  })
}

function convertActionCard(action: JsonObject, path: string, conversion: Conversion): ActionShowCard {
  reportDropped(action, ['@type', '@id', 'name', 'inputs', 'actions'], path, conversion)
  const body = listMembers(action, 'inputs', path, conversion).flatMap((input, index) => {
    const at = pointTo(`${path}/inputs`, index)
    const converted = isJsonObject(input) ? convertInput(input, at, conversion) : undefined
    if (converted === undefined) conversion.report('CARD_CONVERT_DROPPED', at)
    return converted ?? []
  })
  const actions = convertActions(action, 'actions', path, conversion, action)
  const card = conversion.note({ type: 'AdaptiveCard' as const, body, actions }, path, { body: '/inputs' })
  const shown = { type: 'Action.ShowCard' as const, ...nameAction(action), card }
  return conversion.note(shown, path, { title: '/name', id: '/@id', card: '' })
}
