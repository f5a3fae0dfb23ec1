import { isCodedError } from '@countersign/core'
import { lowerAscii } from '../directory/directory.js'
import type { Delivery } from '../mailboxes/delivery.js'
import type { GraphApp } from './graph-app.js'
import { GraphFailure } from './graph-failure.js'
import { readMimeMessage } from './read-mime-message.js'

export interface MailContent {
  /** The media type, lower case, without parameters. */
  readonly type: string
  readonly body: string
}

/**
 * Delivers one mail as handed in by an account that the platform has authenticated: it stands for From, which is the
 * mailbox itself or another one that the app may send as. Nothing is signed on the way, as inside a tenant nothing is.
 *
 * @returns how many copies were delivered
 * @throws GraphFailure
 */
export async function submitMail(
  delivery: Delivery,
  app: GraphApp,
  sender: string,
  content: MailContent,
  now: number,
): Promise<number> {
  checkContentType(content.type)
  const { raw, mail, recipients } = await readMimeMessage(content.body, sender, now)
  const from = mail.from === undefined ? '' : lowerAscii(mail.from.address)
  if (from !== sender && !app.senders.includes(from)) {
    throw new GraphFailure(
      403,
      'ErrorSendAsDenied',
      'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.',
    )
  }
  const submitted = {
    raw,
    mailFrom: from,
    rcptTo: recipients,
    remoteAddress: '127.0.0.1',
    helo: 'graph.microsoft.com',
    submittedBy: from,
  }
  try {
    return (await delivery.deliver(submitted, 'graph')).length
  } catch (error) {
    throw isCodedError(error) ? toGraphFailure(error.code) : error
  }
}

function checkContentType(type: string): void {
  if (type === 'text/plain') return
  if (type === 'application/json') {
    throw new GraphFailure(
      501,
      'notSupported',
      'The emulator takes MIME content only (Content-Type: text/plain, base64), not the JSON form.',
    )
  }
  throw new GraphFailure(415, 'UnsupportedMediaType', 'The Content-Type is not text/plain.')
}

function toGraphFailure(code: string): GraphFailure {
  switch (code) {
    case 'ERR_EMULATOR_RECIPIENT':
      // Exchange takes such a mail and sends a report of non-delivery later; here the sender learns it at once.
      return new GraphFailure(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.')
    case 'ERR_EMULATOR_MAIL_SIZE':
      return new GraphFailure(
        413,
        'ErrorMessageSizeExceeded',
        'The message exceeds the maximum supported size.',
      )
    case 'ERR_EMULATOR_FULL':
      return new GraphFailure(507, 'ErrorQuotaExceeded', 'The emulator holds as many messages as it may.')
    default:
      return new GraphFailure(400, 'ErrorMimeContentInvalid', `Invalid MIME content (${code}).`)
  }
}
