import type { ActionExecute, ActionHttpPost, OutlookAction, SelectAction } from './outlook-action.js'
import type { OutlookElement } from './outlook-element.js'
import type { BackgroundImage, Pixels, VerticalAlignment } from './style-values.js'

/** With `Action.Http` a card must stay below 1.4: from there on Outlook drops those buttons. */
export type CardVersion = '1.0' | '1.1' | '1.2' | '1.3' | '1.4'

interface CardContent {
  readonly $schema?: string
  readonly body?: readonly OutlookElement[]
  readonly actions?: readonly OutlookAction[]
  readonly selectAction?: SelectAction
  readonly fallbackText?: string
  readonly backgroundImage?: string | BackgroundImage
  readonly minHeight?: Pixels
  readonly speak?: string
  readonly lang?: string
  readonly verticalContentAlignment?: VerticalAlignment
  /** Teams reads it; Outlook does not show it. */
  readonly rtl?: boolean
}

/** The card that an `Action.ShowCard` opens. Its version is the outer card's. */
export interface ShownCard extends CardContent {
  readonly type: 'AdaptiveCard'
  readonly version?: CardVersion
}

/** The universal action model's refresh (version 1.4 or later). */
export interface CardRefresh {
  readonly action?: ActionExecute
  readonly userIds?: readonly string[]
  readonly expires?: string
}

/**
 * An Adaptive Card as Outlook shows it: what Outlook adds is here, what it drops (`Action.Submit`, `Input.Time`)
 * is not. Source: docs/actionable-messages/adaptive-card.md of OfficeDev/outlook-dev-docs.
 */
export interface OutlookCard extends CardContent {
  readonly type: 'AdaptiveCard'
  readonly version: CardVersion
  /** The provider id (a GUID). Without it Outlook removes the card, except in mail to oneself. */
  readonly originator?: string
  /** Comes back as the header `Card-Correlation-Id`; unsigned, so it proves nothing. */
  readonly correlationId?: string
  /** Which of a user's addresses shall arrive as the actor. */
  readonly expectedActors?: readonly string[]
  /** Default false. Hides the mail's HTML body where the card is shown. */
  readonly hideOriginalBody?: boolean
  /** Called when the message is opened, without a click: it must not change anything. */
  readonly autoInvokeAction?: ActionHttpPost
  readonly refresh?: CardRefresh
}
