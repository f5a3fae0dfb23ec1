import type { Directory } from '../directory/directory.js'
import type { EventLog } from '../events/event-log.js'
import type { PlatformKeys } from '../issuers/platform-keys.js'
import type { Mailboxes } from '../mailboxes/mailboxes.js'
import type { KeySetOutage } from './key-set-outage.js'
import type { ProviderRegistry } from '../registry/provider-registry.js'

/** What executing an action needs of the platform. */
export interface PlatformContext {
  readonly mailboxes: Mailboxes
  readonly registry: ProviderRegistry
  readonly directory: Directory
  readonly keys: PlatformKeys
  readonly events: EventLog
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds. */
  readonly actionTimeoutMs: number
  /** Milliseconds. */
  readonly autoInvokeTimeoutMs: number
  /** Publishes the second key, signs with it from now on, and keeps that. */
  readonly rotateKeys: () => Promise<void>
  readonly outage: KeySetOutage
}
