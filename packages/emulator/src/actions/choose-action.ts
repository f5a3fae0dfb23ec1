import { CountersignError, listCardButtons, walkActions, type OutlookCard } from '@countersign/core'

/** One Action.Http of a card; only its type is certain. */
export interface ChosenAction {
  /** The card that the action stands on. */
  readonly card: OutlookCard
  readonly action: Readonly<Record<string, unknown>>
  /** JSON pointer from the card. */
  readonly path: string
  /** Id, else title, else path. */
  readonly label: string
}

/**
 * Finds an action by its id, else by its title, else by its number: buttons count from 1 in the order of the card.
 * What a refreshed card no longer has is looked for on the mail's own card: a device that has not refreshed still
 * shows it, and its press is what services have to answer from their records.
 *
 * @throws CountersignError ERR_EMULATOR_ACTION_NOT_FOUND, ERR_EMULATOR_ACTION_AMBIGUOUS
 */
export function chooseAction(
  card: OutlookCard,
  mailCard: OutlookCard,
  wanted: string,
  type: 'Action.Http' | 'Action.Execute' = 'Action.Http',
): ChosenAction {
  const chosen = findAction(card, wanted) ?? findAction(mailCard, wanted)
  if (chosen === undefined) throw new CountersignError('ERR_EMULATOR_ACTION_NOT_FOUND')
  if (chosen.action.type !== type) {
    throw new CountersignError(
      'ERR_EMULATOR_ACTION_NOT_FOUND',
      `The action is not an ${type}: it calls no service.`,
    )
  }
  return chosen
}

function findAction(card: OutlookCard, wanted: string): ChosenAction | undefined {
  const actions = walkActions(card)
    .filter(({ place }) => place !== 'autoInvokeAction')
    .map((found) => describe(card, found))
  const tiers = [
    actions.filter(({ action }) => action.id === wanted),
    actions.filter(({ action }) => action.title === wanted),
    actions.filter(({ action }) => fold(action.title) === fold(wanted) || fold(action.id) === fold(wanted)),
    numbered(card, wanted),
  ]
  const found = tiers.find((tier) => tier.length > 0) ?? []
  if (found.length > 1) throw new CountersignError('ERR_EMULATOR_ACTION_AMBIGUOUS')
  return found[0]
}

/** The action that runs when the message is opened, where the card has one. */
export function findAutoInvoke(card: OutlookCard): ChosenAction | undefined {
  const found = walkActions(card).find(({ place }) => place === 'autoInvokeAction')
  return found === undefined ? undefined : { ...describe(card, found), label: 'autoInvokeAction' }
}

/** @throws CountersignError ERR_EMULATOR_ACTION_INVALID for anything but a POST (PROTOCOL S10) */
export function checkAutoInvoke(chosen: ChosenAction): ChosenAction {
  if (chosen.action.type === 'Action.Http' && chosen.action.method === 'POST') return chosen
  throw new CountersignError(
    'ERR_EMULATOR_ACTION_INVALID',
    'An autoInvokeAction is an Action.Http with the method POST.',
  )
}

function numbered(card: OutlookCard, wanted: string): ChosenAction[] {
  if (!/^[1-9]\d{0,3}$/.test(wanted)) return []
  const button = listCardButtons(card)[Number(wanted) - 1]
  return button === undefined ? [] : [describe(card, button)]
}

function describe(
  card: OutlookCard,
  found: { readonly action: object; readonly path: string },
): ChosenAction {
  const action = found.action as Readonly<Record<string, unknown>>
  const label = [action.id, action.title].find((each) => typeof each === 'string' && each !== '')
  return { card, action, path: found.path, label: typeof label === 'string' ? label : found.path }
}

function fold(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined
}
