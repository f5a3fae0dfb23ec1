import { useInbox } from '../state/use-inbox.js'

interface PressStatusLineProps {
  readonly messageId: number
  /** The text that the card itself shows. */
  readonly kept: string | undefined
}

/** Under the card: what Outlook shows after a press, or why the platform sent nothing. */
export function PressStatusLine({ messageId, kept }: PressStatusLineProps): React.JSX.Element {
  const status = useInbox((state) => state.status)
  return (
    <div className="press-status" role="status">
      {status?.messageId !== messageId || status.text === kept ? null : (
        <p className={`status-line status-${status.kind}`}>
          {status.code === undefined ? null : <span className="code">{status.code}</span>}
          <span>{status.text}</span>
          {status.hint === undefined ? null : <span className="quiet">{status.hint}</span>}
        </p>
      )}
    </div>
  )
}
