import { CountersignError } from '@countersign/core'
import type { TransportMail } from '../transport.js'

/** Most bytes of a mail's header that are read. */
const MAX_HEADER_BYTES = 262_144
/** A display name in front, or none; no groups, comments or routes: readers disagree on them. */
const MAILBOX = /^(?:(?:"(?:[^"\\]|\\[^\r\n])*"|[^"<>(),;:@\\[\]]*)[ \t]*<([^<>\s",;:]+)>|([^<>\s"(),;:]+))$/
const ELEMENT = /(?:"(?:[^"\\]|\\.)*"|[^",])+/g

/**
 * Graph delivers to whom the mail itself names, so that its To and Cc must be exactly the envelope's recipients, its
 * From the envelope's sender, and it must have no Bcc. Throws `ERR_MAIL_REFUSED`; no address is in the error.
 */
export function checkVisibleRecipients({ envelope, raw }: TransportMail): void {
  const headers = readHeaders(raw)
  const from = listAddresses(headers, 'from')
  const visible = [...listAddresses(headers, 'to'), ...listAddresses(headers, 'cc')].sort()
  const wanted = envelope.to.map(lower).sort()
  if (headers.has('bcc') || [...headers.keys()].some((name) => name.startsWith('resent-')))
    throw refuse('a header names hidden or other recipients')
  if (from.length !== 1 || from[0] !== lower(envelope.from)) throw refuse('From is not the envelope sender')
  if (wanted.length !== visible.length || wanted.some((address, index) => address !== visible[index]))
    throw refuse('To and Cc are not the envelope recipients')
}

/** Values by lower-cased name, unfolded (RFC 5322 section 2.2.3). */
function readHeaders(raw: Uint8Array): ReadonlyMap<string, readonly string[]> {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, MAX_HEADER_BYTES))
  const text = start.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) throw refuse('the header has no end')
  const fields = new Map<string, string[]>()
  for (const line of text
    .slice(0, end)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trimEnd().toLowerCase()
    if (colon < 1 || /[\r\n]/.test(line)) throw refuse('a line of the header is malformed')
    fields.set(name, [...(fields.get(name) ?? []), line.slice(colon + 1).trim()])
  }
  return fields
}

function listAddresses(headers: ReadonlyMap<string, readonly string[]>, name: string): readonly string[] {
  const values = headers.get(name) ?? []
  if (values.length > 1) throw refuse('a header is repeated')
  const value = values[0] ?? ''
  if (value === '') return []
  const elements = value.match(ELEMENT) ?? []
  // What the expression skipped would be read by somebody else.
  if (elements.join(',') !== value) throw refuse('a list of addresses is malformed')
  return elements.map((element) => {
    const [, bracketed, bare] = MAILBOX.exec(element.trim()) ?? []
    const address = bracketed ?? bare
    if (address === undefined) throw refuse('a list of addresses is malformed')
    return lower(address)
  })
}

function lower(address: string): string {
  return address.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function refuse(reason: string): CountersignError {
  return new CountersignError(
    'ERR_MAIL_REFUSED',
    `Microsoft Graph would deliver the mail to somebody else than was asked: ${reason}.`,
    { details: { reason } },
  )
}
