import type { ActionExecute, CardRefresh, OutlookCard } from '@countersign/core'
import type { ActorIds } from '../config/service-options.js'

export interface BotCardOptions<Decision extends string> {
  /** What is to be decided on, e.g. `1234`: at most 500 characters. */
  readonly item: string
  /** What the card shows of it, a whole number. A higher one supersedes all older cards. Default 0. */
  readonly version?: number
  /** Who may act, by tenant and object id (at most 8); for kinds with recipients, the default. */
  readonly to?: ActorIds | readonly ActorIds[]
  /** For kinds with `actors: 'authorized'`: the tenant of the chat. Default: the service's tenant, if it has one. */
  readonly tenantId?: string
  /**
   * The card, version 1.4 or later, or a function that makes it. In plain card JSON an `Action.Execute` belongs to the
   * decision that is its `verb`.
   */
  readonly card: OutlookCard | BotCardFunction<Decision>
}

export interface BotCardContext<Decision extends string> {
  /** The button of a decision. The platform sends every input of the card along. */
  readonly action: (decision: Decision, options: BotActionOptions) => ActionExecute
  /**
   * For `refresh`: fetches the kind's `view` when the card is shown. The platform does so by itself for the users that
   * are named, at most 60 of the bot's own user ids (`29:…`).
   */
  readonly refresh: (userIds?: readonly string[]) => CardRefresh
}

export interface BotActionOptions {
  readonly title: string
  readonly style?: 'default' | 'positive' | 'destructive'
  readonly iconUrl?: string
}

export type BotCardFunction<Decision extends string> = (
  context: BotCardContext<Decision>,
) => OutlookCard | Promise<OutlookCard>
