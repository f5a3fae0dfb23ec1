import type { Platform } from '../platform.js'
import type { MailboxMessage } from './mailbox-message.js'
import type { MessageFilter } from './mailboxes.js'

/** Messages in order of arrival. @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND for an unknown mailbox */
export function selectMessages(platform: Platform, filter: MessageFilter): readonly MailboxMessage[] {
  const mailbox =
    filter.mailbox === undefined ? undefined : platform.directory.getUser(filter.mailbox).addresses[0]
  return platform.mailboxes.list(
    (message) =>
      (mailbox === undefined || message.mailbox === mailbox) &&
      (filter.external === true || !message.external),
  )
}
