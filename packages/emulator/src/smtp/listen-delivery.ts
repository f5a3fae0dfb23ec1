import { isCodedError } from '@countersign/core'
import type { Platform } from '../platform.js'
import type { Certificate } from '../store/data-store.js'
import type { SmtpLimits } from './smtp-limits.js'
import { listenSmtp, type SmtpListener } from './smtp-listener.js'
import { SmtpRefusal } from './smtp-refusal.js'

/** Puts the SMTP server in front of the mailboxes: coded errors become SMTP replies, refusals become events. */
export function listenDelivery(
  platform: Platform,
  options: { readonly port: number; readonly certificate: Certificate; readonly limits: SmtpLimits },
): Promise<SmtpListener> {
  return listenSmtp({
    ...options,
    checkRecipient: (address) => {
      try {
        platform.delivery.checkRecipient(address)
      } catch (error) {
        throw toRefusal(error)
      }
    },
    receive: async (mail) => {
      try {
        const copies = await platform.delivery.deliver(mail, 'smtp')
        return `2.0.0 Kept as message ${copies.map(({ id }) => String(id)).join(', ')}`
      } catch (error) {
        throw toRefusal(error)
      }
    },
    onRefused: (refusal, stage) => {
      const values = { stage }
      platform.events.emit({
        type: 'mail-refused',
        replyCode: refusal.responseCode,
        reason: refusal.message,
        values,
      })
    },
  })
}

function toRefusal(error: unknown): unknown {
  if (!isCodedError(error)) return error
  switch (error.code) {
    case 'ERR_EMULATOR_RECIPIENT':
      return new SmtpRefusal(550, '5.1.1 No such user here')
    case 'ERR_EMULATOR_FULL':
      return new SmtpRefusal(452, '4.3.1 The emulator holds as many messages as it may')
    case 'ERR_EMULATOR_MAIL_SIZE':
      return new SmtpRefusal(552, '5.3.4 The mail is empty or larger than this server takes')
    default:
      return new SmtpRefusal(554, `5.6.0 The mail cannot be read (${error.code})`)
  }
}
