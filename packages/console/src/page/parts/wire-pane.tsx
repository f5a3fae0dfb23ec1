import { useMemo } from 'react'
import { useInbox, useStore } from '../state/use-inbox.js'
import { buildWire } from '../wire/build-wire.js'
import { describeServiceEvent } from '../wire/describe-service-event.js'
import { mergeRows } from '../wire/merge-rows.js'
import type { WireGroup as Group } from '../wire/wire-row.js'
import { WireGroup } from './wire-group.js'

/** The newest of what the service said outside this message's presses. */
const MOST_ELSEWHERE = 200

export function WirePane(): React.JSX.Element {
  const store = useStore()
  const detail = useInbox((state) => state.detail)
  const eventCount = useInbox((state) => state.eventCount)
  // The index is changed in place: its count of events stands for it.
  const groups = useMemo(
    () => (detail === undefined ? [] : buildWire(detail, store.events)),

    [detail, store, eventCount],
  )
  const elsewhere = useMemo<Group | undefined>(() => {
    const events = store.events.elsewhere().slice(-MOST_ELSEWHERE)
    const last = events.at(-1)
    if (last === undefined) return undefined
    const rows = events.map(({ id, event }) => describeServiceEvent(`else-${String(id)}`, event)).reverse()
    const key = 'elsewhere'
    return {
      key,
      title: 'The service, beside these presses',
      verdict: 'info',
      at: last.at,
      rows: mergeRows(rows),
      running: false,
    }
  }, [store, eventCount])
  return (
    <>
      <h2 className="pane-title">The wire</h2>
      <div className="wire" role="log" aria-label="Checks, newest first" tabIndex={0}>
        {groups.map((group, place) => (
          <WireGroup key={group.key} group={group} isOpen={place === 0} />
        ))}
        {elsewhere === undefined ? null : (
          <WireGroup key="elsewhere" group={elsewhere} isOpen={groups.length === 0} />
        )}
        {groups.length === 0 && elsewhere === undefined ? (
          <div className="empty">
            <p className="empty-title">Nothing on the wire</p>
            <p>Every check of a mail’s admission and of a press appears here as it happens.</p>
          </div>
        ) : null}
      </div>
    </>
  )
}
