import type { MessageSource } from '../api/wire-types.js'

interface SourceMarkProps {
  readonly source: MessageSource | undefined
}

/** Tells a post in a channel or a chat from a mail, which has no mark. */
export function SourceMark({ source }: SourceMarkProps): React.JSX.Element | null {
  if (source === undefined || source.type === 'mail') return null
  return <span className="mark">{source.type}</span>
}

/** Who a message is from, where no sender is told. */
export function nameSource(source: MessageSource | undefined): string {
  return source?.type === 'channel' ? 'Incoming webhook' : 'No sender'
}
