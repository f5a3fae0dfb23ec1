import { createHash } from 'node:crypto'
import type { DirectoryUser } from '../directory/directory-user.js'

/** A user's id towards one bot: `from.id` of its activities. Another bot sees another, as in Teams. */
export function teamsUserId(appId: string, user: DirectoryUser): string {
  const pairwise = createHash('sha256').update(`${String(appId.length)}:${appId}${user.objectId}`)
  return `29:${pairwise.digest('base64url')}`
}

/** The form that needs no roster: it is made of the object id. */
export function orgUserId(user: DirectoryUser): string {
  return `8:orgid:${user.objectId}`
}
