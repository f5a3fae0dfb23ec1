import type { MessageCardInput } from './message-card-input.js'
import type { HttpHeader } from './outlook-action.js'

interface MessageCardActionBase {
  /** Unique in the card. Undocumented by the vendor's reference; Teams' connector cards have it. */
  readonly '@id'?: string
  /** The button's text. */
  readonly name: string
}

/** Calls the service with POST. Inputs (`{{id.value}}`) are substituted in `body` alone, without any escaping. */
export interface MessageCardHttpPost extends MessageCardActionBase {
  readonly '@type': 'HttpPOST'
  /** https, under a registered target. */
  readonly target: string
  readonly headers?: readonly HttpHeader[]
  readonly body?: string
  /** Default `application/json`. */
  readonly bodyContentType?: 'application/json' | 'application/x-www-form-urlencoded'
  /** Draws the button with emphasis: in the vendor's example, not in its table. */
  readonly isPrimary?: boolean
}

export interface OpenUriTarget {
  readonly os: 'default' | 'windows' | 'iOS' | 'android'
  readonly uri: string
}

export interface MessageCardOpenUri extends MessageCardActionBase {
  readonly '@type': 'OpenUri'
  readonly targets: readonly OpenUriTarget[]
}

/** A button that shows inputs, and further buttons for them. It does not nest. */
export interface MessageCardActionCard extends MessageCardActionBase {
  readonly '@type': 'ActionCard'
  readonly inputs?: readonly MessageCardInput[]
  readonly actions?: readonly (MessageCardHttpPost | MessageCardOpenUri)[]
}

export interface MessageCardInvokeAddInCommand extends MessageCardActionBase {
  readonly '@type': 'InvokeAddInCommand'
  readonly addInId: string
  readonly desktopCommandId: string
  readonly initializationContext?: Readonly<Record<string, unknown>>
}

export type MessageCardAction =
  MessageCardHttpPost | MessageCardOpenUri | MessageCardActionCard | MessageCardInvokeAddInCommand
