import type { CardJson } from '../api/wire-types.js'

/** The member that holds the name under which the platform finds a pressed action. */
export const PRESS_NAME = 'countersignPressName'

/** As the platform counts: these members first, in this order, and nothing that is free JSON of the author's. */
const DRAWN_FIRST = ['selectAction', 'body', 'items', 'columns', 'rows', 'cells', 'actions']
const OPAQUE_MEMBERS = new Set(['data', 'initializationContext', 'requires', 'msteams', 'authentication'])

/**
 * Writes into every `Action.Http` and `Action.Execute` how a press names it: its id, where no other action has that, else its number among
 * the buttons, else its title.
 */
export function namePresses(card: CardJson): CardJson {
  const ids = new Map<string, number>()
  walk(card, '', (action) => {
    const { id } = action
    if (typeof id === 'string' && id !== '') ids.set(id, (ids.get(id) ?? 0) + 1)
    return action
  })
  let buttons = 0
  return walk(card, '', (action, place) => {
    if (place === 'autoInvokeAction') return action
    const isButton = place === 'actions' || place === 'inlineAction'
    if (isButton) buttons += 1
    if (action.type !== 'Action.Http' && action.type !== 'Action.Execute') return action
    const { id, title } = action
    const number = isButton ? String(buttons) : undefined
    const name = typeof id === 'string' && ids.get(id) === 1 ? id : (number ?? title)
    return { ...action, [PRESS_NAME]: name }
  }) as CardJson
}

/** Rebuilds the card around its actions, parents before children. */
function walk(value: unknown, place: string, visit: (action: CardJson, place: string) => CardJson): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, place, visit))
  if (typeof value !== 'object' || value === null) return value
  const given = value as CardJson
  const isAction = typeof given.type === 'string' && given.type.startsWith('Action.')
  const node = isAction ? visit(given, place) : given
  const names = Object.keys(node)
  const ordered = [
    ...DRAWN_FIRST.filter((name) => names.includes(name)),
    ...names.filter((name) => !DRAWN_FIRST.includes(name)),
  ]
  const walked = new Map(
    ordered.map((name) => [name, OPAQUE_MEMBERS.has(name) ? node[name] : walk(node[name], name, visit)]),
  )
  // In the card's own order: the order of members is not ours to change.
  return Object.fromEntries(names.map((name) => [name, walked.get(name)]))
}
