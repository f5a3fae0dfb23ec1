import type { CardEntity } from '@countersign/core/cards'

export function describeEntity(entity: CardEntity): string {
  return entity === 'AdaptiveCard' ? 'an AdaptiveCard' : 'a MessageCard'
}
