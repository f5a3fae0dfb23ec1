import { useInbox } from '../state/use-inbox.js'
import { Loading } from './loading.js'
import { MessageView } from './message-view.js'

export function MessagePane(): React.JSX.Element {
  const selectedId = useInbox((state) => state.selectedId)
  const detail = useInbox((state) => state.detail)
  const failure = useInbox((state) => state.detailFailure)
  if (selectedId === undefined) {
    return (
      <div className="empty">
        <p className="empty-title">No message chosen</p>
        <p>Choose a message to see it as a mail client shows it, and what was checked beside it.</p>
      </div>
    )
  }
  if (detail !== undefined) return <MessageView key={detail.id} detail={detail} />
  if (failure === undefined) return <Loading what="the message" />
  return (
    <div className="empty" role="alert">
      <p className="empty-title">The message could not be loaded</p>
      <p>{failure.message}</p>
      {failure.code === undefined ? null : <p className="code">{failure.code}</p>}
    </div>
  )
}
