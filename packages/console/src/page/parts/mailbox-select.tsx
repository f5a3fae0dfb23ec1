import { useMemo } from 'react'
import { useInbox, useStore } from '../state/use-inbox.js'
import { Pick, type PickOption } from './pick.js'

const ALL = '*'
/** What the mailbox of a channel begins with. */
const CHANNEL = 'channel:'

export function MailboxSelect(): React.JSX.Element {
  const store = useStore()
  const users = useInbox((state) => state.users)
  const messages = useInbox((state) => state.messages)
  const mailbox = useInbox((state) => state.mailbox)
  const options = useMemo(() => {
    const counts = new Map<string, number>()
    for (const message of messages) counts.set(message.mailbox, (counts.get(message.mailbox) ?? 0) + 1)
    const count = (address: string): string => {
      const number = counts.get(address) ?? 0
      return number === 1 ? '1 message' : `${number.toLocaleString('en')} messages`
    }
    const all: PickOption = {
      id: ALL,
      text: 'All mailboxes',
      note: `${messages.length.toLocaleString('en')} messages`,
    }
    return [
      all,
      ...users.map(({ displayName, addresses }) => {
        const address = addresses[0] ?? ''
        return { id: address, text: displayName, note: `${address} · ${count(address)}` }
      }),
      ...[...counts.keys()]
        .filter((name) => name.startsWith(CHANNEL))
        .sort()
        .map((name) => ({
          id: name,
          text: name.slice(CHANNEL.length),
          note: `channel · ${count(name)}`,
        })),
    ]
  }, [users, messages])
  return (
    <Pick
      className="mailbox-select"
      label="Mailbox"
      options={options}
      chosen={mailbox ?? ALL}
      onChoose={(id) => {
        store.chooseMailbox(id === ALL ? undefined : id)
      }}
    />
  )
}
