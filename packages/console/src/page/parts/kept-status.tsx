import type { CardStatus } from '../api/wire-types.js'
import { formatTime } from './format-time.js'

/** What the last action came to, with who acted and when: the clients of MessageCards keep it with the card. */
export function KeptStatus({ kept }: { readonly kept: CardStatus | undefined }): React.JSX.Element {
  return (
    <div className="kept-status" role="status">
      {kept === undefined ? null : (
        <p className={`status-line status-${kept.outcome === 'done' ? 'done' : 'refused'}`}>
          <span>{kept.text}</span>
          <span className="quiet">
            {kept.actor.displayName},{' '}
            <time dateTime={new Date(kept.at).toISOString()}>{formatTime(kept.at)}</time>
          </span>
        </p>
      )}
    </div>
  )
}
