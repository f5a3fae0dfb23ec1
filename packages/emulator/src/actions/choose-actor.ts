import type { OutlookCard } from '@countersign/core'
import { lowerAscii } from '../directory/directory.js'
import type { DirectoryUser } from '../directory/directory-user.js'

/**
 * The address under which a user acts: the first of the card's `expectedActors` that is one of the user's own (compared
 * as PROTOCOL R9 says), else the primary one. An expected actor that is somebody else changes nothing.
 */
export function chooseActorAddress(user: DirectoryUser, card: OutlookCard): string {
  const { expectedActors }: { readonly expectedActors?: unknown } = card
  const expected = Array.isArray(expectedActors)
    ? expectedActors.filter((each) => typeof each === 'string')
    : []
  const chosen = expected.map(lowerAscii).find((address) => user.addresses.includes(address))
  return chosen ?? user.addresses[0] ?? user.upn
}
