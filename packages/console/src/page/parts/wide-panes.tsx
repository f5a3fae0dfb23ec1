import { MailPane } from './mail-pane.js'
import { MessagePane } from './message-pane.js'
import { WirePane } from './wire-pane.js'

export function WidePanes(): React.JSX.Element {
  return (
    <div className="panes">
      <nav className="pane pane-mail" aria-label="Mailboxes and messages">
        <MailPane />
      </nav>
      <main className="pane pane-message" aria-label="Message">
        <MessagePane />
      </main>
      <aside className="pane pane-wire" aria-label="The wire">
        <WirePane />
      </aside>
    </div>
  )
}
