import type { Platform } from '../platform.js'
import type { MailboxMessage } from './mailbox-message.js'
import type { MessageFilter } from './mailboxes.js'
import { channelMailbox, readChannelMailbox } from './message-source.js'

/**
 * Messages in order of arrival.
 *
 * @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_CHANNEL_NOT_FOUND for an unknown mailbox
 */
export function selectMessages(platform: Platform, filter: MessageFilter): readonly MailboxMessage[] {
  const mailbox = filter.mailbox === undefined ? undefined : findMailbox(platform, filter.mailbox)
  return platform.mailboxes.list(
    (message) =>
      (mailbox === undefined || message.mailbox === mailbox) &&
      (filter.external === true || !message.external),
  )
}

function findMailbox({ directory, teams }: Platform, name: string): string | undefined {
  const channel = readChannelMailbox(name)
  return channel === undefined
    ? directory.getUser(name).addresses[0]
    : channelMailbox(teams.channels.get(channel).name)
}
