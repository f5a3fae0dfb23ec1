import { randomUUID } from 'node:crypto'

/** A mail as anybody can write it: what it says about itself is not checked here. */
export function writePlainMail(mail: {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly html: string
}): string {
  return [
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    `Subject: ${mail.subject}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${randomUUID()}@${mail.from.split('@')[1] ?? 'localhost'}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(mail.html).toString('base64').replace(/.{76}/g, '$&\r\n'),
  ].join('\r\n')
}
