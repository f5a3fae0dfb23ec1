import { useState } from 'react'
import { TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { MessageDetail } from '../api/wire-types.js'
import type { PressChoices } from '../state/inbox-store.js'
import { CardSection } from './card-section.js'
import { HeaderTable } from './header-table.js'
import { MailBody } from './mail-body.js'
import { MessageHeader } from './message-header.js'
import { RawSource } from './raw-source.js'
import { TabStrip } from './tab-strip.js'
import { WithheldCard } from './withheld-card.js'

const VIEWS = { message: 'Message', headers: 'Headers', raw: 'Raw source' }

export function MessageView({ detail }: { readonly detail: MessageDetail }): React.JSX.Element {
  const [choices, setChoices] = useState<PressChoices>({})
  const { card, admission } = detail.message
  const hidesBody = card?.hideOriginalBody === true
  // A post in a channel or a chat is its card alone, unless a text came with it.
  const isBareCard = (detail.source?.type ?? 'mail') !== 'mail' && admission.mail.text === undefined
  return (
    <article className="message">
      <MessageHeader detail={detail} />
      <Tabs className="message-tabs">
        <TabStrip label="Views of the message" tabs={VIEWS} />
        <TabPanel className="message-panel" id="message">
          {detail.outcome === 'withheld' && card === undefined ? (
            <WithheldCard findings={admission.findings} />
          ) : null}
          {card === undefined ? null : (
            <CardSection detail={detail} card={card} choices={choices} onChoices={setChoices} />
          )}
          {hidesBody || isBareCard ? null : <MailBody id={detail.id} mail={admission.mail} />}
        </TabPanel>
        <TabPanel className="message-panel" id="headers">
          <HeaderTable detail={detail} />
        </TabPanel>
        <TabPanel className="message-panel" id="raw">
          <RawSource id={detail.id} />
        </TabPanel>
      </Tabs>
    </article>
  )
}
