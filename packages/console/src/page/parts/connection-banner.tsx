import { useInbox } from '../state/use-inbox.js'

export function ConnectionBanner(): React.JSX.Element | null {
  const connection = useInbox((state) => state.connection)
  if (connection !== 'lost') return null
  return (
    <div className="banner banner-danger" role="alert">
      <strong>Connection lost.</strong> What you see is from before. Trying again; a new start of the emulator
      prints a new address.
    </div>
  )
}
