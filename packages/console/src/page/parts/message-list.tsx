import { useCallback } from 'react'
import type { MessageSummary } from '../api/wire-types.js'
import { useInbox, useStore } from '../state/use-inbox.js'
import { MessageLine } from './message-line.js'
import { VirtualList } from './virtual-list.js'

/** Must be the height of .message-line. */
const LINE_HEIGHT_PX = 76

export function MessageList({
  messages,
}: {
  readonly messages: readonly MessageSummary[]
}): React.JSX.Element {
  const store = useStore()
  const selectedId = useInbox((state) => state.selectedId)
  const draw = useCallback((message: MessageSummary) => <MessageLine message={message} />, [])
  return (
    <VirtualList
      label="Messages, newest first"
      items={messages}
      itemHeight={LINE_HEIGHT_PX}
      selectedId={selectedId}
      onSelect={store.select}
      draw={draw}
    />
  )
}
