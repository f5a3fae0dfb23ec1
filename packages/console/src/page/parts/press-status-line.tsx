import { useInbox } from '../state/use-inbox.js'

/** Under the card: what Outlook shows after a press, or why the platform sent nothing. */
export function PressStatusLine({ messageId }: { readonly messageId: number }): React.JSX.Element {
  const status = useInbox((state) => state.status)
  return (
    <div className="press-status" role="status">
      {status?.messageId !== messageId ? null : (
        <p className={`status-line status-${status.kind}`}>
          {status.code === undefined ? null : <span className="code">{status.code}</span>}
          <span>{status.text}</span>
          {status.hint === undefined ? null : <span className="quiet">{status.hint}</span>}
        </p>
      )}
    </div>
  )
}
