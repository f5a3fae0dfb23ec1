import { useCallback, useState } from 'react'
import type { CardJson, MessageDetail } from '../api/wire-types.js'
import type { CardPress } from '../card/draw-card.js'
import type { PressChoices } from '../state/inbox-store.js'
import { useInbox, useStore } from '../state/use-inbox.js'
import { CardFrame } from './card-frame.js'
import { ClientActionDialog } from './client-action-dialog.js'
import { MessageCardSource } from './message-card-source.js'
import { PressChoiceBar } from './press-choice-bar.js'
import { PressStatusLine } from './press-status-line.js'
import { SignInDialog } from './sign-in-dialog.js'

interface CardSectionProps {
  readonly detail: MessageDetail
  readonly card: CardJson
  readonly choices: PressChoices
  readonly onChoices: (choices: PressChoices) => void
}

export function CardSection({ detail, card, choices, onChoices }: CardSectionProps): React.JSX.Element {
  const store = useStore()
  const pressing = useInbox((state) => state.pressing)
  const [clientAction, setClientAction] = useState<CardJson>()
  const onPress = useCallback(
    (press: CardPress) => {
      if (store.get().pressing === undefined) void store.press(detail.id, press, choices)
    },
    [store, detail.id, choices],
  )
  const messageCard = detail.message.messageCards?.card
  const kept = detail.message.cardStatus
  const errors = detail.message.admission.findings.filter(({ severity }) => severity === 'error')
  return (
    <section className="card-section" aria-label="Card">
      {detail.outcome === 'withheld' || errors.length > 0 ? (
        <p className="banner banner-warning">
          Shown although the admission withheld it ({errors.map(({ code }) => code).join(', ')}): the
          admission is off.
        </p>
      ) : null}
      <CardFrame
        card={card}
        busy={pressing !== undefined}
        ofBot={detail.source?.type === 'chat'}
        messageCard={messageCard}
        kept={kept}
        onPress={onPress}
        onClientAction={setClientAction}
      />
      <PressStatusLine messageId={detail.id} kept={kept?.text} />
      {messageCard === undefined ? null : <MessageCardSource card={messageCard} />}
      <PressChoiceBar owner={detail.mailbox} choices={choices} onChoices={onChoices} />
      <SignInDialog messageId={detail.id} />
      <ClientActionDialog
        action={clientAction}
        onClose={() => {
          setClientAction(undefined)
        }}
      />
    </section>
  )
}
