import type { KeyObject } from 'node:crypto'
import type { ActionTokenHeader, LimitedTokens } from '@countersign/core'
import type { DkimOptions } from '@countersign/mail'
import type { WebhookHosts } from '../channels/webhook-hosts.js'
import type { ServiceOptions, ServiceProfile } from './service-options.js'

/** The options of a service, checked, completed and frozen. */
export interface ServiceConfig {
  readonly name: string
  readonly profile: ServiceProfile
  readonly header: ActionTokenHeader
  /** As registered; compared without regard to case, as GUIDs are. */
  readonly originator: string | undefined
  /** Normalised. */
  readonly sender: string | undefined
  readonly senderName: string | undefined
  readonly signingKey: KeyObject | undefined
  readonly dkim: DkimOptions | undefined
  readonly limited: LimitedTokens | undefined
  /** Lower-cased tenant ids with the domains that each vouches for. */
  readonly tenants: ReadonlyMap<string, ReadonlySet<string>>
  /** Lower-cased; undefined where none is configured. */
  readonly objectIds: ReadonlySet<string> | undefined
  readonly webhookHosts: WebhookHosts
  /** The app id of the bot, where there is one. */
  readonly botAppId: string | undefined
  readonly bindActorBy: 'address' | undefined
  readonly resolveActor: ServiceOptions['resolveActor']
  readonly now: () => number
  readonly actBudgetMs: number
  readonly viewBudgetMs: number
  readonly leaseMs: number
}

/** The platform's client gives up near 5 s. */
export const DEFAULT_ACT_BUDGET_MS = 4_000
/** The platform ignores an autoInvoke answer after 2 s. */
export const DEFAULT_VIEW_BUDGET_MS = 1_500
export const DEFAULT_LEASE_MS = 30_000
/** The platform executes no action on a message older than a month; the keys that seal tokens live as long. */
export const MAX_EXPIRES_IN_MS = 30 * 86_400_000
