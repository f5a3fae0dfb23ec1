import type { MailAddress, MessageDetail } from '../api/wire-types.js'
import { formatFullTime } from './format-time.js'
import { MessageMenu } from './message-menu.js'
import { OutcomeBadge } from './outcome-badge.js'

export function MessageHeader({ detail }: { readonly detail: MessageDetail }): React.JSX.Element {
  const { mail } = detail.message.admission
  const from = mail.from
  const name = from === undefined ? 'No sender' : from.name === '' ? from.address : from.name
  const initial = name.slice(0, 1).toUpperCase()
  return (
    <header className="message-header">
      <div className="message-title">
        <h2 className="subject">{mail.subject === '' ? '(no subject)' : mail.subject}</h2>
        <MessageMenu id={detail.id} mailbox={detail.mailbox} />
      </div>
      <div className="sender">
        <span className="avatar" aria-hidden="true">
          {initial}
        </span>
        <div className="sender-lines">
          <span className="sender-name">
            {name}
            {from === undefined || from.name === '' ? null : (
              <span className="quiet"> &lt;{from.address}&gt;</span>
            )}
          </span>
          <span className="quiet">
            To {list(mail.to)}
            {mail.cc.length === 0 ? null : ` · Cc ${list(mail.cc)}`}
          </span>
          <span className="quiet">
            <time dateTime={new Date(detail.receivedAt).toISOString()}>
              {formatFullTime(detail.receivedAt)}
            </time>{' '}
            · in the mailbox of {detail.mailbox}
          </span>
        </div>
        <OutcomeBadge outcome={detail.outcome} signed={detail.signed} />
      </div>
    </header>
  )
}

function list(addresses: readonly MailAddress[]): string {
  return addresses.length === 0 ? 'nobody' : addresses.map(({ address }) => address).join(', ')
}
