import { embedCard, embedSignedCard, renderCardText } from '@countersign/core'
import MailComposer from 'nodemailer/lib/mail-composer'
import { checkComposeOptions, type CheckedCompose } from './check-compose-options.js'
import { checkSignedCard } from './check-signed-card.js'
import type { ComposedMail, ComposeOptions } from './compose-options.js'
import { encodeHeaderText } from './encode-header.js'
import { makeFallbackHtml } from './make-fallback-html.js'
import { hashParts, makeMessageId } from './make-message-id.js'
import { signDkim } from './sign-dkim.js'

/**
 * One mail with a card: a text part, an HTML part that stands on its own, and the card in it: signed in a
 * section at the end of the body, or unsigned in a script in the head. Nothing is sent.
 *
 * Throws `CountersignTypeError` (`ERR_MAIL_ADDRESS`, `ERR_MAIL_HEADER`, `ERR_MAIL_OPTIONS`) with all
 * problems before anything is composed, and `ERR_MAIL_SIGNED_CARD` where `signedCard` was made for another mail.
 * With the same options, `key` or `messageId` included, it gives the same bytes (RSA and Ed25519 signatures too).
 */
export async function composeMail(options: ComposeOptions): Promise<ComposedMail> {
  const checked = checkComposeOptions(options)
  const from = checked.from.address
  const recipients = [...checked.to, ...checked.cc]
  if (options.signedCard !== undefined) checkSignedCard(options.signedCard, { from, recipients })

  const drawing = options.text ?? renderCardText(options.card)
  // nodemailer cannot build an empty part, and a reader of plain text would see nothing at all.
  const text = drawing.trim() === '' ? options.subject : drawing
  const body = options.html ?? makeFallbackHtml(options.subject, text)
  const html =
    options.signedCard === undefined
      ? embedCard(body, options.card)
      : embedSignedCard(body, options.signedCard)
  const messageId = checked.messageId ?? makeMessageId({ key: options.key, from, recipients })

  const unsigned = await buildMime({ checked, options, messageId, text, html })
  const raw = checked.dkim === undefined ? unsigned : await signDkim(unsigned, checked.dkim, options.date)
  return { envelope: { from, to: recipients }, raw, messageId }
}

interface MimeContent {
  readonly checked: CheckedCompose
  readonly options: ComposeOptions
  readonly messageId: string
  readonly text: string
  readonly html: string
}

function buildMime({ checked, options, messageId, text, html }: MimeContent): Promise<Buffer> {
  const composer = new MailComposer({
    from: toMailbox(checked.from),
    to: checked.to.map((address) => ({ name: '', address })),
    cc: checked.cc.map((address) => ({ name: '', address })),
    replyTo: checked.replyTo && toMailbox(checked.replyTo),
    messageId,
    date: options.date,
    headers: [['Subject', options.subject] as const, ...checked.headers].map(([key, value]) => ({
      key,
      value: { prepared: true, foldLines: true, value: encodeHeaderText(value) },
    })),
    text: { content: text, contentTransferEncoding: 'quoted-printable' },
    // Base64, so that no relay has a reason to touch a line of the card.
    html: { content: html, contentTransferEncoding: 'base64' },
    textEncoding: 'B',
    newline: 'win',
    // A hash over the content: repeatable, and no text can hold the boundary that follows from it.
    baseBoundary: hashParts([messageId, text, html]).toString('hex').slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

function toMailbox({ name, address }: { readonly name?: string; readonly address: string }) {
  return { name: name ?? '', address }
}
