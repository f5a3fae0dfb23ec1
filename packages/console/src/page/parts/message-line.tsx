import { memo } from 'react'
import type { MessageSummary } from '../api/wire-types.js'
import { formatTime } from './format-time.js'
import { OutcomeBadge } from './outcome-badge.js'

export const MessageLine = memo(function MessageLine({ message }: { readonly message: MessageSummary }) {
  const { from, subject, receivedAt, recipient, outcome, signed, presses } = message
  return (
    <div className="message-line">
      <span className="message-from">{from ?? 'No sender'}</span>
      <time className="message-time" dateTime={new Date(receivedAt).toISOString()}>
        {formatTime(receivedAt)}
      </time>
      <span className="message-subject">{subject === '' ? '(no subject)' : subject}</span>
      <span className="message-marks">
        <OutcomeBadge outcome={outcome} signed={signed} />
        {presses === 0 ? null : (
          <span className="mark">{presses === 1 ? '1 press' : `${String(presses)} presses`}</span>
        )}
        <span className="message-to">to {recipient}</span>
      </span>
    </div>
  )
})
