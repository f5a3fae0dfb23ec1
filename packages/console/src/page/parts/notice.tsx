import { useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import { useInbox, useStore } from '../state/use-inbox.js'

const SHOWN_MS = 6_000

export function Notice(): React.JSX.Element {
  const store = useStore()
  const notice = useInbox((state) => state.notice)
  useEffect(() => {
    if (notice === undefined) return undefined
    const timer = window.setTimeout(store.dismissNotice, SHOWN_MS)
    return () => {
      window.clearTimeout(timer)
    }
  }, [notice, store])
  return (
    <div className="notice-place" role="status">
      {notice === undefined ? null : (
        <div className="notice">
          <span>{notice}</span>
          <Button className="icon-button" aria-label="Dismiss" onPress={store.dismissNotice}>
            ✕
          </Button>
        </div>
      )}
    </div>
  )
}
