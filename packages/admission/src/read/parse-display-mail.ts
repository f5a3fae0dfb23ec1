import PostalMime, { addressParser, decodeWords } from 'postal-mime'
import { MAX_HEADER_BYTES, MAX_MIME_DEPTH, MAX_MIME_PARTS } from '../limits.js'
import type { MailAddress, ParsedMail } from '../parsed-mail.js'
import { decodeTextPart } from './decode-text-part.js'
import { findHtmlPart } from './find-html-part.js'
import { fieldsOf, type HeaderField } from './header-field.js'
import type { Message } from './read-message.js'
import { ReadProblem } from './read-problem.js'

/**
 * What a person sees of the mail: text, attachments and decoded words by postal-mime, addresses of the first
 * field of each name. The HTML is the one part in which a card counts, so what is shown is what was checked.
 * Throws ReadProblem.
 */
export async function parseDisplayMail(message: Message): Promise<ParsedMail> {
  const parsed = await parseWithPostalMime(message)
  const html = readHtml(message)
  const date = readDate(fieldsOf(message.fields, 'date')[0]?.value)
  const messageId = fieldsOf(message.fields, 'message-id')[0]?.value
  const from = listAddresses(message.fields, 'from')[0]
  return {
    ...(from === undefined ? {} : { from }),
    to: listAddresses(message.fields, 'to'),
    cc: listAddresses(message.fields, 'cc'),
    subject: decodeWords(fieldsOf(message.fields, 'subject')[0]?.value ?? ''),
    ...(date === undefined ? {} : { date }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(parsed.text === undefined ? {} : { text: parsed.text }),
    ...(html === undefined ? {} : { html }),
    attachments: parsed.attachments.map(({ filename, mimeType, content }) => ({
      filename,
      mimeType,
      size: typeof content === 'string' ? content.length : content.byteLength,
    })),
    headers: message.fields.map(({ name, value }) => ({ name, value })),
  }
}

async function parseWithPostalMime({ fields, body }: Message) {
  const header = fields.map((field) => `${field.raw}\r\n`).join('')
  try {
    return await PostalMime.parse(Buffer.from(`${header}\r\n${body}`, 'latin1'), {
      forceRfc822Attachments: true,
      maxNestingDepth: MAX_MIME_DEPTH + 1,
      maxHeadersSize: MAX_HEADER_BYTES * MAX_MIME_PARTS,
    })
  } catch (cause) {
    throw new ReadProblem(
      'MAIL_UNREADABLE',
      `The mail cannot be parsed (${cause instanceof Error ? cause.name : 'error'}).`,
    )
  }
}

function readHtml({ tree }: Message): string | undefined {
  const part = findHtmlPart(tree)
  const decoded = part && decodeTextPart(part)
  return decoded?.ok ? decoded.text : undefined
}

/** RFC 5322 dates only: `Date` alone would take `1` for a date in 2001. */
function readDate(value: string | undefined): Date | undefined {
  if (
    value === undefined ||
    !/^(?:[A-Z][a-z]{2},\s*)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d{2}:\d{2}/i.test(value)
  )
    return undefined
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date
}

function listAddresses(fields: readonly HeaderField[], key: string): MailAddress[] {
  const value = fieldsOf(fields, key)[0]?.value ?? ''
  return addressParser(value, { flatten: true }).flatMap(({ name, address }) =>
    address ? [{ name, address }] : [],
  )
}
