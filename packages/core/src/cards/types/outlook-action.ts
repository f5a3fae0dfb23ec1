import type { AnyCase } from './style-values.js'
import type { ShownCard } from './outlook-card.js'

interface ActionBase {
  /** Unique in the card. Of an `Action.Http` that `bindCard` binds, the name of its decision. */
  readonly id?: string
  readonly title?: string
  readonly iconUrl?: string
  readonly style?: AnyCase<'default' | 'positive' | 'destructive'>
  readonly isEnabled?: boolean
  readonly tooltip?: string
  readonly mode?: AnyCase<'primary' | 'secondary'>
  readonly fallback?: OutlookAction | 'drop'
  readonly requires?: Readonly<Record<string, string>>
}

/** One header of an `Action.Http`. The platform substitutes inputs in `value`, without any escaping. */
export interface HttpHeader {
  readonly name: string
  /** For `Authorization` only `''`: it moves the action token to `Action-Authorization`. */
  readonly value: string
}

interface ActionHttpBase extends ActionBase {
  readonly type: 'Action.Http'
  /** https, under a registered target. Inputs (`{{id.value}}`) are substituted without any escaping. */
  readonly url: string
  readonly headers?: readonly HttpHeader[]
}

export interface ActionHttpPost extends ActionHttpBase {
  readonly method: 'POST'
  /** Required for POST, may be empty. Inputs (`{{id.value}}`) are substituted without any escaping. */
  readonly body: string
}

export interface ActionHttpGet extends ActionHttpBase {
  readonly method: 'GET'
  readonly body?: never
}

/** Calls the service. Source: docs/actionable-messages/adaptive-card.md, "Action.Http". */
export type ActionHttp = ActionHttpPost | ActionHttpGet

export interface ActionOpenUrl extends ActionBase {
  readonly type: 'Action.OpenUrl'
  readonly url: string
}

export interface ActionShowCard extends ActionBase {
  readonly type: 'Action.ShowCard'
  readonly card: ShownCard
}

export interface TargetElement {
  readonly elementId: string
  readonly isVisible?: boolean
}

export interface ActionToggleVisibility extends ActionBase {
  readonly type: 'Action.ToggleVisibility'
  readonly targetElements: readonly (string | TargetElement)[]
}

/** The universal action model's button: cards of version 1.4 or later, never beside an `Action.Http`. */
export interface ActionExecute extends ActionBase {
  readonly type: 'Action.Execute'
  readonly verb?: string
  readonly data?: string | Readonly<Record<string, unknown>>
  readonly associatedInputs?: AnyCase<'auto' | 'none'>
}

export interface ActionInvokeAddInCommand extends ActionBase {
  readonly type: 'Action.InvokeAddInCommand'
  readonly addInId: string
  readonly desktopCommandId: string
  /** The vendor's table requires it, the vendor's own signed sample leaves it out. */
  readonly initializationContext?: Readonly<Record<string, unknown>>
}

export interface ActionDisplayMessageForm extends ActionBase {
  readonly type: 'Action.DisplayMessageForm'
  readonly itemId: string
}

export interface ActionDisplayAppointmentForm extends ActionBase {
  readonly type: 'Action.DisplayAppointmentForm'
  readonly itemId: string
}

/** Every action that Outlook shows. `Action.Submit` is missing on purpose: Outlook drops it. */
export type OutlookAction =
  | ActionHttp
  | ActionOpenUrl
  | ActionShowCard
  | ActionToggleVisibility
  | ActionExecute
  | ActionInvokeAddInCommand
  | ActionDisplayMessageForm
  | ActionDisplayAppointmentForm

/** What a tap on an element may do: everything but showing a card. */
export type SelectAction = Exclude<OutlookAction, ActionShowCard>
