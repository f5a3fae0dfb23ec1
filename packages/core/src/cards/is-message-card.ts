import { isJsonObject } from './tree/json-object.js'
import type { MessageCard } from './types/index.js'

/**
 * True for an object that calls itself a MessageCard and nothing else: one that is an Adaptive Card as well has other
 * buttons for one reader than for another (B08).
 */
export function isMessageCard(value: unknown): value is MessageCard {
  return isJsonObject(value) && value['@type'] === 'MessageCard' && value.type !== 'AdaptiveCard'
}

/** True for what was meant to be a MessageCard and is none, since the name is compared letter by letter. */
export function isMisnamedMessageCard(value: unknown): boolean {
  if (!isJsonObject(value) || value.type !== undefined || isMessageCard(value)) return false
  const { '@type': name } = value
  return typeof name === 'string' && name.trim().toLowerCase() === 'messagecard'
}
