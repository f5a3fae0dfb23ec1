import { createTransport } from 'nodemailer'
import { ADELE, HTML, mailKey, NOW, SELECTOR, SENDER } from './world.js'

export interface ComposeOptions {
  readonly from?: string
  readonly to?: string | readonly string[]
  readonly cc?: string | readonly string[]
  readonly subject?: string
  readonly date?: Date
  readonly html?: string
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly attachments?: readonly {
    filename?: string
    content: string
    contentType?: string
    contentDisposition?: 'attachment' | 'inline'
  }[]
  /** Default: signed by contoso.example. */
  readonly dkim?: boolean | { readonly domainName: string; readonly keySelector: string }
}

/** A real mail, made and DKIM-signed by nodemailer. */
export async function compose(options: ComposeOptions = {}): Promise<Buffer> {
  const { dkim = true, to = ADELE, cc, headers, attachments, ...fields } = options
  const domain = typeof dkim === 'object' ? dkim : { domainName: 'contoso.example', keySelector: SELECTOR }
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await transport.sendMail({
    from: SENDER,
    subject: 'Expense 1234',
    date: new Date(NOW - 60_000),
    html: HTML,
    text: 'Please decide on expense 1234.',
    ...fields,
    to: typeof to === 'string' ? to : [...to],
    ...(cc === undefined ? {} : { cc: typeof cc === 'string' ? cc : [...cc] }),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    ...(attachments === undefined
      ? {}
      : { attachments: attachments.map((attachment) => ({ ...attachment })) }),
    ...(dkim === false
      ? {}
      : { dkim: { ...domain, privateKey: mailKey.export({ type: 'pkcs8', format: 'pem' }).toString() } }),
  })
  if (!Buffer.isBuffer(message)) throw new TypeError('nodemailer gave no buffer')
  return message
}

/** A mail written by hand, line by line. */
export function rawMail(headers: readonly string[], body: string): Buffer {
  return Buffer.from([...headers, '', body].join('\r\n'), 'utf8')
}

/** The header fields of a plain HTML mail from the sender to Adele. */
export const PLAIN_HEADERS: readonly string[] = [
  `From: Contoso Expenses <${SENDER}>`,
  `To: <${ADELE}>`,
  'Subject: Expense 1234',
  `Date: ${new Date(NOW - 60_000).toUTCString()}`,
  'Message-ID: <1@contoso.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
]

export const COVERING = ['From', 'To', 'Cc', 'Subject', 'Date', 'Content-Type', 'Content-Transfer-Encoding']
