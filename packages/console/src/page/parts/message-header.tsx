import type { MailAddress, MessageDetail } from '../api/wire-types.js'
import { formatFullTime } from './format-time.js'
import { MessageMenu } from './message-menu.js'
import { OutcomeBadge } from './outcome-badge.js'
import { nameSource } from './source-mark.js'

export function MessageHeader({ detail }: { readonly detail: MessageDetail }): React.JSX.Element {
  const { mail } = detail.message.admission
  const from = mail.from
  const isMail = (detail.source?.type ?? 'mail') === 'mail'
  const name = from === undefined ? nameSource(detail.source) : from.name === '' ? from.address : from.name
  const initial = name.slice(0, 1).toUpperCase()
  return (
    <header className="message-header">
      <div className="message-title">
        <h2 className="subject">{mail.subject === '' ? '(no subject)' : mail.subject}</h2>
        <MessageMenu id={detail.id} mailbox={detail.mailbox} isMail={isMail} />
      </div>
      <div className="sender">
        <span className="avatar" aria-hidden="true">
          {initial}
        </span>
        <div className="sender-lines">
          <span className="sender-name">
            {name}
            {from === undefined || from.name === '' || from.address === '' ? null : (
              <span className="quiet"> &lt;{from.address}&gt;</span>
            )}
          </span>
          {isMail ? (
            <span className="quiet">
              To {list(mail.to)}
              {mail.cc.length === 0 ? null : ` · Cc ${list(mail.cc)}`}
            </span>
          ) : null}
          <span className="quiet">
            <time dateTime={new Date(detail.receivedAt).toISOString()}>
              {formatFullTime(detail.receivedAt)}
            </time>{' '}
            · {describePlace(detail)}
          </span>
        </div>
        <OutcomeBadge outcome={detail.outcome} signed={detail.signed} />
      </div>
    </header>
  )
}

function describePlace({ source, mailbox }: MessageDetail): string {
  switch (source?.type) {
    case 'channel':
      return `in the channel ${source.channel}`
    case 'chat':
      return source.channel === undefined ? `in the chat with ${mailbox}` : `in the channel ${source.channel}`
    case 'mail':
    case undefined:
      return `in the mailbox of ${mailbox}`
  }
}

function list(addresses: readonly MailAddress[]): string {
  return addresses.length === 0 ? 'nobody' : addresses.map(({ address }) => address).join(', ')
}
