/** What a bot posts: a card, and where its buttons are answered. */
export interface BotCardOptions {
  /** The bot's app id: `aud` of the tokens that its presses carry. */
  readonly appId: string
  /** Where the invokes go: on this machine, or an https URL that a registered provider routes there. */
  readonly endpoint: string
  /** An Adaptive Card: its object or its JSON text. Action.Execute needs version 1.4 or later. */
  readonly card: unknown
  /** A person (address, alias or object id), or `channel:NAME`. */
  readonly to: string
  /** Default `msteams`, the only channel that the emulator's keys are endorsed for. */
  readonly channelId?: string
  /** Default `Bot`. */
  readonly name?: string
}
