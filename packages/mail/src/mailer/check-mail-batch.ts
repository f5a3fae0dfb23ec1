import { CountersignTypeError } from '@countersign/core'
import { findAddressProblem } from '../compose/check-address.js'
import type { ComposedMail } from '../compose/compose-options.js'
import { hashParts } from '../compose/make-message-id.js'
import type { LazyMail, MailBatch } from './mailer-options.js'

export interface BatchItem {
  readonly to: readonly string[]
  /** Names this mail in the send log. */
  readonly key: string
  readonly compose: () => ComposedMail | Promise<ComposedMail>
}

/** Every mail with its key in the log. Throws `CountersignTypeError` that lists all problems before anything is sent. */
export function checkMailBatch({ key, mails }: MailBatch): readonly BatchItem[] {
  const problems: string[] = []
  if (typeof key !== 'string' || key === '') problems.push('key is not a text')
  const items = mails.map((mail) => toItem(String(key), mail))
  items.forEach(({ to }, index) => {
    if (to.length === 0) problems.push(`mails[${index.toString()}] has no recipient`)
    for (const address of to) {
      const problem = findAddressProblem(address)
      if (problem !== undefined) problems.push(`a recipient of mails[${index.toString()}] ${problem}`)
    }
  })
  if (new Set(items.map((item) => item.key)).size !== items.length)
    problems.push('two mails have the same recipients; under one key the second would never be sent')
  if (problems.length > 0) throw new CountersignTypeError('ERR_MAIL_OPTIONS', problems)
  return items
}

function toItem(key: string, mail: ComposedMail | LazyMail): BatchItem {
  const to = 'compose' in mail ? mail.to : mail.envelope.to
  return {
    to,
    key: hashParts([key, ...normalizeRecipients(to)]).toString('base64url'),
    compose: 'compose' in mail ? () => composeChecked(mail) : () => mail,
  }
}

async function composeChecked(mail: LazyMail): Promise<ComposedMail> {
  const composed = await mail.compose()
  if (normalizeRecipients(composed.envelope.to).join() !== normalizeRecipients(mail.to).join())
    throw new CountersignTypeError(
      'ERR_MAIL_OPTIONS',
      'compose made a mail for other recipients than to names',
    )
  return composed
}

function normalizeRecipients(to: readonly string[]): readonly string[] {
  return to.map((address) => String(address).toLowerCase()).sort()
}
