import { useEffect, useState } from 'react'
import { TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useInbox } from '../state/use-inbox.js'
import { MailPane } from './mail-pane.js'
import { MessagePane } from './message-pane.js'
import { TabStrip } from './tab-strip.js'
import { WirePane } from './wire-pane.js'

const PANES = { mail: 'Inbox', message: 'Message', wire: 'The wire' }
type Step = keyof typeof PANES

export function NarrowPanes(): React.JSX.Element {
  const selectedId = useInbox((state) => state.selectedId)
  const [step, setStep] = useState<Step>('mail')
  const [shownId, setShownId] = useState(selectedId)
  useEffect(() => {
    // Choosing a message is the step to it.
    if (selectedId !== shownId && selectedId !== undefined) {
      setShownId(selectedId)
      setStep('message')
    }
  }, [selectedId, shownId])
  return (
    <main className="narrow">
      <Tabs className="narrow-tabs" selectedKey={step} onSelectionChange={(key) => setStep(key as Step)}>
        <TabStrip label="Panes" tabs={PANES} />
        <TabPanel className="pane pane-mail" id="mail">
          <MailPane />
        </TabPanel>
        <TabPanel className="pane pane-message" id="message">
          <MessagePane />
        </TabPanel>
        <TabPanel className="pane pane-wire" id="wire">
          <WirePane />
        </TabPanel>
      </Tabs>
    </main>
  )
}
