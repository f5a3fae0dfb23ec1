import { randomUUID } from 'node:crypto'
import { parseMail, type ParsedMail } from '@countersign/admission'
import { isCodedError } from '@countersign/core'
import { GraphFailure } from './graph-failure.js'

/** Standard base64; white space is let through, as clients fold long lines. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export interface MimeMessage {
  readonly raw: Buffer
  readonly mail: ParsedMail
  /** Every address of To and Cc, each once. */
  readonly recipients: readonly string[]
}

/**
 * A mail handed in as base64 MIME. What Exchange completes is completed: From, Date and Message-ID.
 *
 * @throws GraphFailure
 */
export async function readMimeMessage(body: string, sender: string, now: number): Promise<MimeMessage> {
  const text = body.replace(/[\r\n\t ]+/g, '')
  if (text === '' || !BASE64.test(text)) {
    throw new GraphFailure(
      400,
      'ErrorMimeContentInvalidBase64String',
      'Invalid base64 string for MIME content.',
    )
  }
  const given = Buffer.from(text, 'base64')
  const raw = complete(given, await parse(given), sender, now)
  const mail = await parse(raw)
  if (mail.headers.some(({ name }) => name.toLowerCase() === 'bcc')) {
    const message = 'The emulator delivers to To and Cc only: an actionable message needs visible recipients.'
    throw new GraphFailure(501, 'notSupported', message)
  }
  const recipients = [...new Set([...mail.to, ...mail.cc].map(({ address }) => address))]
  if (recipients.length === 0) {
    const message =
      "At least one recipient is not valid., A message can't be sent because it contains no recipients."
    throw new GraphFailure(400, 'ErrorInvalidRecipients', message)
  }
  return { raw, mail, recipients }
}

async function parse(raw: Uint8Array): Promise<ParsedMail> {
  try {
    return await parseMail(raw)
  } catch (error) {
    if (!isCodedError(error)) throw error
    throw new GraphFailure(400, 'ErrorMimeContentInvalid', `Invalid MIME content. ${error.message}`)
  }
}

function complete(raw: Buffer, mail: ParsedMail, sender: string, now: number): Buffer {
  const names = new Set(mail.headers.map(({ name }) => name.toLowerCase()))
  const missing = [
    ...(names.has('from') ? [] : [`From: <${sender}>`]),
    ...(names.has('date') ? [] : [`Date: ${new Date(now).toUTCString()}`]),
    ...(names.has('message-id')
      ? []
      : [`Message-ID: <${randomUUID()}@${sender.slice(sender.lastIndexOf('@') + 1)}>`]),
  ]
  return missing.length === 0 ? raw : Buffer.concat([Buffer.from(`${missing.join('\r\n')}\r\n`), raw])
}
