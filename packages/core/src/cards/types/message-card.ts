import type { MessageCardAction } from './message-card-action.js'
import type { OutlookCard } from './outlook-card.js'

export interface MessageCardFact {
  readonly name: string
  /** Markdown, for links. */
  readonly value: string
}

export interface MessageCardImage {
  /** https URL. */
  readonly image: string
  /** A short description, shown as a tooltip. */
  readonly title?: string
}

/** One entity of a card. Texts are basic Markdown. */
export interface MessageCardSection {
  readonly title?: string
  readonly text?: string
  /** Default false. A line above sets the section apart. */
  readonly startGroup?: boolean
  /** https URL, shown to the left of the three activity texts. */
  readonly activityImage?: string
  readonly activityTitle?: string
  readonly activitySubtitle?: string
  readonly activityText?: string
  readonly heroImage?: MessageCardImage
  readonly facts?: readonly MessageCardFact[]
  readonly images?: readonly MessageCardImage[]
  /** At most 4. */
  readonly potentialAction?: readonly MessageCardAction[]
}

/**
 * The legacy card format, still shown by Outlook on Windows and the web and by Teams connectors.
 * Source: docs/actionable-messages/message-card-reference.md of OfficeDev/outlook-dev-docs.
 */
export interface MessageCard {
  readonly '@type': 'MessageCard'
  readonly '@context': 'https://schema.org/extensions' | 'http://schema.org/extensions'
  /** Shown in the list of messages. Required where there is no `text`. */
  readonly summary?: string
  /** Required where there is no `summary`. Basic Markdown. */
  readonly text?: string
  readonly title?: string
  /** Six hexadecimal digits, with or without `#`. */
  readonly themeColor?: string
  readonly sections?: readonly MessageCardSection[]
  /** At most 4. */
  readonly potentialAction?: readonly MessageCardAction[]
  /** The provider id (a GUID): required in mail, not used by connectors. */
  readonly originator?: string
  /** Comes back as the header `Card-Correlation-Id`; unsigned, so it proves nothing. */
  readonly correlationId?: string
  /** Which of a user's addresses shall arrive as the actor. */
  readonly expectedActors?: readonly string[]
  /** Default false. Hides the mail's HTML body where the card is shown. The vendor's own example writes "true". */
  readonly hideOriginalBody?: boolean | 'true' | 'false'
}

/** A card of either kind; `@type` tells them apart. */
export type AnyCard = OutlookCard | MessageCard

/** What a card is called in markup and in a signed card's claims. */
export type CardEntity = 'AdaptiveCard' | 'MessageCard'
