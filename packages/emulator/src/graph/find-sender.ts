import { lowerAscii, type Directory } from '../directory/directory.js'
import type { GraphApp } from './graph-app.js'
import type { GraphApps } from './graph-apps.js'
import { GraphFailure } from './graph-failure.js'

/**
 * The address of the mailbox that a call sends from. A mailbox is there for a person of the directory, and for each
 * sender of an app.
 *
 * @param user the path's segment: an address, or an object id
 * @throws GraphFailure
 */
export function findSender(apps: GraphApps, directory: Directory, app: GraphApp, user: string): string {
  const wanted = lowerAscii(user)
  const person = directory.users.find(
    ({ objectId, addresses, tenantId }) =>
      tenantId === app.tenantId && (objectId === wanted || addresses.includes(wanted)),
  )
  const names = person === undefined ? [wanted] : person.addresses
  const sender = names.find((name) => app.senders.includes(name))
  if (sender !== undefined) return sender
  const exists = person !== undefined || apps.list().some(({ senders }) => senders.includes(wanted))
  throw exists
    ? new GraphFailure(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
    : new GraphFailure(404, 'ErrorInvalidUser', 'The requested user is invalid.')
}
