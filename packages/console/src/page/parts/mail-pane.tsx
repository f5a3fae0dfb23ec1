import { useMemo } from 'react'
import { useInbox } from '../state/use-inbox.js'
import { MailboxSelect } from './mailbox-select.js'
import { MessageList } from './message-list.js'

export function MailPane(): React.JSX.Element {
  const messages = useInbox((state) => state.messages)
  const mailbox = useInbox((state) => state.mailbox)
  const shown = useMemo(
    () => (mailbox === undefined ? messages : messages.filter((message) => message.mailbox === mailbox)),
    [messages, mailbox],
  )
  return (
    <>
      <MailboxSelect />
      {shown.length > 0 ? <MessageList messages={shown} /> : <NoMessages inOne={mailbox !== undefined} />}
    </>
  )
}

function NoMessages({ inOne }: { readonly inOne: boolean }): React.JSX.Element {
  return (
    <div className="empty">
      <p className="empty-title">{inOne ? 'No mail in this mailbox yet' : 'No mail yet'}</p>
      <p>Send a mail to the emulator’s SMTP port; it appears here by itself.</p>
    </div>
  )
}
