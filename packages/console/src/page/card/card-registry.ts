import {
  OpenUrlAction,
  SerializationContext,
  ShowCardAction,
  ToggleVisibilityAction,
  type Action,
  type CardElement,
} from 'adaptivecards/lib/card-elements'
import { CardObjectRegistry, GlobalRegistry } from 'adaptivecards/lib/registry'
import { Table } from 'adaptivecards/lib/table'
import {
  DisplayAppointmentFormAction,
  DisplayMessageFormAction,
  ExecuteAction,
  HttpAction,
  InvokeAddInCommandAction,
} from './outlook-action.js'

/** What Outlook does not draw (docs/actionable-messages/adaptive-card.md). */
const UNSUPPORTED_ELEMENTS = ['Input.Time', 'Media']

/**
 * Outlook's elements and actions: no `Action.Submit`, and `Action.Http` as it should be.
 *
 * @param ofBot `Action.Execute` in its place: no card has both, and a mail's card has no bot to invoke
 */
export function createCardContext(ofBot: boolean): SerializationContext {
  const elements = new CardObjectRegistry<CardElement>()
  GlobalRegistry.populateWithDefaultElements(elements)
  elements.register('Table', Table)
  for (const name of UNSUPPORTED_ELEMENTS) elements.unregister(name)

  const actions = new CardObjectRegistry<Action>()
  if (ofBot) actions.register('Action.Execute', ExecuteAction)
  else actions.register('Action.Http', HttpAction)
  actions.register('Action.InvokeAddInCommand', InvokeAddInCommandAction)
  actions.register('Action.DisplayMessageForm', DisplayMessageFormAction)
  actions.register('Action.DisplayAppointmentForm', DisplayAppointmentFormAction)
  actions.register('Action.OpenUrl', OpenUrlAction)
  actions.register('Action.ShowCard', ShowCardAction)
  actions.register('Action.ToggleVisibility', ToggleVisibilityAction)

  const context = new SerializationContext()
  context.setElementRegistry(elements)
  context.setActionRegistry(actions)
  return context
}
