import {
  bindCard,
  bindMessageCard,
  isMessageCard,
  type AnyCard,
  type BindCardOptions,
} from '@countersign/core'
import type { KindDefinition } from './kind-definition.js'

/** Binds a card of either kind whose actions call the URL of a kind. */
export function bindAnyCard(
  card: AnyCard,
  { decisions, url, placement, parameter }: KindDefinition,
  tokenFor: BindCardOptions['tokenFor'],
): AnyCard {
  const options = { decisions, url, placement, parameter, tokenFor }
  return isMessageCard(card) ? bindMessageCard(card, options) : bindCard(card, options)
}
