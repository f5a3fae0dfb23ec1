import { createHmac, randomBytes } from 'node:crypto'
import type { OutgoingRequest } from '../actions/send-request.js'
import type { Endpoint } from '../registry/resolve-endpoint.js'
import { buildMessageActivity, type MessageActivityFacts } from './build-message-activity.js'

/** A request with its body, as every call of a webhook has one. */
export type SignedRequest = OutgoingRequest & { readonly body: Buffer }

/** Writes a message activity with an id of its own, and signs its bytes. */
export function signCall(
  endpoint: Endpoint,
  key: Uint8Array,
  facts: Omit<MessageActivityFacts, 'id'>,
): SignedRequest {
  const body = Buffer.from(JSON.stringify(buildMessageActivity({ ...facts, id: makeActivityId(facts.at) })))
  const mac = createHmac('sha256', key).update(body).digest('base64')
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Authorization', `HMAC ${mac}`],
  ] as const
  return { ...endpoint, method: 'POST', headers, body }
}

/** As Teams makes them: digits that begin with the time. They are unique here even within a millisecond. */
function makeActivityId(at: number): string {
  return `${String(at)}${String(randomBytes(4).readUInt32BE()).padStart(10, '0')}`
}
