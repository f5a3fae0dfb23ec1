import type { PressActor, PressResult } from '../actions/press-result.js'

/**
 * What the last action on a MessageCard came to, as the service said it in CARD-ACTION-STATUS: kept with the card and
 * shown again whenever the message is opened, with who acted and when (which the text does not say).
 */
export interface CardStatus {
  readonly text: string
  readonly outcome: PressResult['outcome']
  readonly actor: Pick<PressActor, 'alias' | 'displayName'>
  /** Milliseconds since 1970. */
  readonly at: number
}
