import { Switch } from 'react-aria-components/Switch'
import { useInbox, useStore } from '../state/use-inbox.js'

export function TopBar(): React.JSX.Element {
  const store = useStore()
  const connection = useInbox((state) => state.connection)
  const admission = useInbox((state) => state.admission)
  return (
    <header className="top-bar">
      <h1 className="brand">
        <span className="brand-mark" aria-hidden="true">
          ✓
        </span>
        Countersign <span className="brand-rest">inbox</span>
      </h1>
      <span className="connection" data-connection={connection}>
        {connection === 'open' ? 'Live' : connection === 'lost' ? 'Offline' : 'Connecting'}
      </span>
      {admission === undefined ? null : (
        <Switch className="switch" isSelected={admission} onChange={(on) => void store.setAdmission(on)}>
          <span className="switch-track" aria-hidden="true" />
          Admission
        </Switch>
      )}
    </header>
  )
}
