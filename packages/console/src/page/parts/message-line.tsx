import { memo } from 'react'
import type { MessageSummary } from '../api/wire-types.js'
import { formatTime } from './format-time.js'
import { OutcomeBadge } from './outcome-badge.js'
import { nameSource, SourceMark } from './source-mark.js'

export const MessageLine = memo(function MessageLine({ message }: { readonly message: MessageSummary }) {
  const { from, subject, receivedAt, recipient, outcome, signed, presses, source } = message
  return (
    <div className="message-line">
      <span className="message-from">{from ?? nameSource(source)}</span>
      <time className="message-time" dateTime={new Date(receivedAt).toISOString()}>
        {formatTime(receivedAt)}
      </time>
      <span className="message-subject">{subject === '' ? '(no subject)' : subject}</span>
      <span className="message-marks">
        <OutcomeBadge outcome={outcome} signed={signed} />
        {presses === 0 ? null : (
          <span className="mark">{presses === 1 ? '1 press' : `${String(presses)} presses`}</span>
        )}
        <SourceMark source={source} />
        <span className="message-to">
          {source?.type === 'channel' ? `in ${source.channel}` : `to ${recipient}`}
        </span>
      </span>
    </div>
  )
})
