import { Button } from 'react-aria-components/Button'
import { useInbox, useStore } from '../state/use-inbox.js'

export function FailedPage(): React.JSX.Element {
  const store = useStore()
  const failure = useInbox((state) => state.failure)
  const unknown = failure?.status === 401 || failure?.status === 403
  return (
    <main className="failed-page">
      <h1>{unknown ? 'This page is not known to the emulator' : 'The inbox could not be loaded'}</h1>
      <p>{failure?.message}</p>
      {failure?.code === undefined ? null : <p className="code">{failure.code}</p>}
      <p>
        {unknown
          ? 'Open the address that the emulator printed when it started: a new start has a new secret.'
          : (failure?.hint ?? 'Is the emulator still running?')}
      </p>
      <Button className="button" onPress={() => void store.start()}>
        Try again
      </Button>
    </main>
  )
}
