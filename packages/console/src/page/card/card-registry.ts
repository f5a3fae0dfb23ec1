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
  HttpAction,
  InvokeAddInCommandAction,
} from './outlook-action.js'

/** What Outlook does not draw (docs/actionable-messages/adaptive-card.md). */
const UNSUPPORTED_ELEMENTS = ['Input.Time', 'Media']

/** Outlook's elements and actions: no `Action.Submit`, no `Action.Execute`, and `Action.Http` as it should be. */
export function createCardContext(): SerializationContext {
  const elements = new CardObjectRegistry<CardElement>()
  GlobalRegistry.populateWithDefaultElements(elements)
  elements.register('Table', Table)
  for (const name of UNSUPPORTED_ELEMENTS) elements.unregister(name)

  const actions = new CardObjectRegistry<Action>()
  actions.register('Action.Http', HttpAction)
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
