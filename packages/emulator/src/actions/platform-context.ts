import type { Directory } from '../directory/directory.js'
import type { DirectoryUser } from '../directory/directory-user.js'
import type { EventLog } from '../events/event-log.js'
import type { SignInDesk } from '../linking/sign-in-desk.js'
import type { PlatformKeys } from '../issuers/platform-keys.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
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
  /** False for a channel's card and somebody who is not in the channel: no client would show it to them. */
  readonly isShownTo: (message: MailboxMessage, user: DirectoryUser) => boolean
  readonly signIns: SignInDesk
  /** The emulator's own origin, known once it listens. */
  readonly ownOrigin: () => string
}
