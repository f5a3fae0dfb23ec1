import { useEffect, useRef, useState } from 'react'
import type { CardJson, CardStatus } from '../api/wire-types.js'
import { drawCard, type CardHandlers } from '../card/draw-card.js'
import { readThemeColor } from '../card/read-theme-color.js'
import { KeptStatus } from './kept-status.js'

interface CardFrameProps extends CardHandlers {
  readonly card: CardJson
  readonly busy: boolean
  /** A bot's card: its buttons are Action.Execute. */
  readonly ofBot: boolean
  /** The MessageCard that `card` draws. */
  readonly messageCard: CardJson | undefined
  readonly kept: CardStatus | undefined
}

interface Drawn {
  readonly blockedImages: number
  readonly blockedLinks: number
  readonly failed: boolean
}

const NOTHING_DRAWN: Drawn = { blockedImages: 0, blockedLinks: 0, failed: false }

/** The card as the official renderer draws it. The same card is not drawn twice: what was typed into it stays. */
export function CardFrame(props: CardFrameProps): React.JSX.Element {
  const { card, busy, ofBot, messageCard, kept, onPress, onClientAction } = props
  const place = useRef<HTMLDivElement>(null)
  const handlers = useRef<CardHandlers>({ onPress, onClientAction })
  useEffect(() => {
    handlers.current = { onPress, onClientAction }
  }, [onPress, onClientAction])
  const [drawn, setDrawn] = useState(NOTHING_DRAWN)
  const json = JSON.stringify(card)
  const ofMessageCard = messageCard !== undefined
  const themeColor = ofMessageCard ? readThemeColor(messageCard) : undefined

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const forwarded: CardHandlers = {
      onPress: (press) => {
        handlers.current.onPress(press)
      },
      onClientAction: (action) => {
        handlers.current.onClientAction(action)
      },
    }
    const result = drawCard(JSON.parse(json) as CardJson, forwarded, { ofBot, ofMessageCard })
    element.replaceChildren(...(result === undefined ? [] : [result.element]))
    setDrawn({
      blockedImages: result?.blockedImages ?? 0,
      blockedLinks: result?.blockedLinks ?? 0,
      failed: result === undefined,
    })
  }, [json, ofBot, ofMessageCard])

  return (
    <div
      className="card-frame"
      data-busy={busy}
      aria-busy={busy}
      style={themeColor === undefined ? {} : { borderTop: `4px solid ${themeColor}` }}
    >
      <div ref={place} className="card-place" inert={busy} />
      {drawn.failed ? <p className="quiet">This card has nothing that can be drawn.</p> : null}
      <Blocked {...drawn} />
      {ofMessageCard ? <KeptStatus kept={kept} /> : null}
      {busy ? (
        <p className="card-busy" role="status">
          <span className="spinner" aria-hidden="true" /> Working on it …
        </p>
      ) : null}
    </div>
  )
}

function Blocked({ blockedImages, blockedLinks }: Drawn): React.JSX.Element | null {
  if (blockedImages + blockedLinks === 0) return null
  const parts = [
    blockedImages === 0 ? [] : [blockedImages === 1 ? '1 picture' : `${String(blockedImages)} pictures`],
    blockedLinks === 0 ? [] : [blockedLinks === 1 ? '1 unsafe link' : `${String(blockedLinks)} unsafe links`],
  ].flat()
  return <p className="quiet blocked">Blocked in this card: {parts.join(' and ')}.</p>
}
