import { useEffect, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useInbox } from '../state/use-inbox.js'
import { MailPane } from './mail-pane.js'
import { MessagePane } from './message-pane.js'
import { WirePane } from './wire-pane.js'

type Step = 'mail' | 'message' | 'wire'

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
        <TabList className="tab-list" aria-label="Panes">
          <Tab className="tab" id="mail">
            Inbox
          </Tab>
          <Tab className="tab" id="message">
            Message
          </Tab>
          <Tab className="tab" id="wire">
            The wire
          </Tab>
        </TabList>
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
