import { useMedia } from '../state/use-media.js'
import { useInbox } from '../state/use-inbox.js'
import { ConnectionBanner } from './connection-banner.js'
import { DemoBar } from './demo-bar.js'
import { FailedPage } from './failed-page.js'
import { Loading } from './loading.js'
import { NarrowPanes } from './narrow-panes.js'
import { Notice } from './notice.js'
import { TopBar } from './top-bar.js'
import { WidePanes } from './wide-panes.js'

/** Below this, the three panes become three tabs. */
const NARROW = '(max-width: 959px)'

export function App(): React.JSX.Element {
  const phase = useInbox((state) => state.phase)
  const narrow = useMedia(NARROW)
  if (phase === 'failed') return <FailedPage />
  return (
    <div className="app">
      <TopBar />
      <ConnectionBanner />
      <DemoBar />
      {phase === 'loading' ? (
        <main>
          <Loading what="the mailboxes" />
        </main>
      ) : narrow ? (
        <NarrowPanes />
      ) : (
        <WidePanes />
      )}
      <Notice />
    </div>
  )
}
