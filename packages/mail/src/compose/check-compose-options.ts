import type { ComposeOptions, MailAddress } from './compose-options.js'
import { checkDkimOptions, type DkimSigner } from './check-dkim-options.js'
import { findAddressProblem } from './check-address.js'
import { checkExtraHeaders } from './check-extra-headers.js'
import { findHeaderTextProblem } from './check-header-text.js'
import { normalizeMessageId } from './make-message-id.js'
import { ProblemList } from './problem-list.js'

/** To and Cc together; a card's audience is people who decide, not a mailing list. */
export const RECIPIENTS_MAX = 100

export interface CheckedCompose {
  readonly from: MailAddress
  readonly replyTo: MailAddress | undefined
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly headers: readonly (readonly [string, string])[]
  readonly messageId: string | undefined
  readonly dkim: DkimSigner | undefined
}

/** Checks every option before anything is composed. Throws `CountersignTypeError` that lists all problems. */
export function checkComposeOptions(options: ComposeOptions): CheckedCompose {
  const problems = new ProblemList()
  const from = checkMailbox(options.from, 'from', problems)
  const replyTo =
    options.replyTo === undefined ? undefined : checkMailbox(options.replyTo, 'replyTo', problems)
  const to = checkRecipients(options.to, 'to', problems)
  const cc = checkRecipients(options.cc ?? [], 'cc', problems)
  checkRecipientList(to, cc, problems)

  checkSubject(options.subject, problems)
  if (!(options.date instanceof Date) || !isHeaderDate(options.date))
    problems.add('ERR_MAIL_OPTIONS', 'date is not a valid Date between the years 1970 and 9999')
  if ('bcc' in options)
    problems.add('ERR_MAIL_OPTIONS', 'bcc is not possible: the platform shows no card to a hidden recipient')
  if (typeof options.card !== 'object' || (options.card as unknown) === null)
    problems.add('ERR_MAIL_OPTIONS', 'card is not an object')

  const messageId = checkMessageId(options.messageId, problems)
  const headers = checkExtraHeaders(options.headers ?? {}, problems)
  const dkim = options.dkim === undefined ? undefined : checkDkimOptions(options.dkim, from.address, problems)
  problems.throwIfAny()
  return Object.freeze({ from, replyTo, to, cc, headers, messageId, dkim })
}

function checkSubject(subject: string, problems: ProblemList): void {
  const problem = findHeaderTextProblem(subject)
  if (problem !== undefined) problems.add('ERR_MAIL_HEADER', `subject ${problem}`)
  else if (subject === '') problems.add('ERR_MAIL_OPTIONS', 'subject is empty')
}

function checkMailbox(value: string | MailAddress, where: string, problems: ProblemList): MailAddress {
  const { name, address } = typeof value === 'string' ? { name: undefined, address: value } : value
  const addressProblem = findAddressProblem(address)
  if (addressProblem !== undefined) problems.add('ERR_MAIL_ADDRESS', `${where} ${addressProblem}`)
  if (name === undefined) return { address }
  const nameProblem = findNameProblem(name)
  if (nameProblem === undefined) return { address, name: name.replace(/ +/g, ' ').trim() }
  problems.add('ERR_MAIL_HEADER', `the name in ${where} ${nameProblem}`)
  return { address }
}

function checkMessageId(messageId: string | undefined, problems: ProblemList): string | undefined {
  if (messageId === undefined) return undefined
  const normalized = normalizeMessageId(messageId)
  if (normalized === undefined)
    problems.add('ERR_MAIL_HEADER', 'messageId does not have the form <id@domain>')
  return normalized
}

function findNameProblem(name: string): string | undefined {
  const problem = findHeaderTextProblem(name)
  if (problem !== undefined) return problem
  // Readers decode encoded words even inside a quoted name, into one that nobody checked.
  return name.includes('=?') ? 'holds "=?", which readers take for an encoded word' : undefined
}

function checkRecipients(values: unknown, where: string, problems: ProblemList): readonly string[] {
  if (!Array.isArray(values)) {
    problems.add('ERR_MAIL_OPTIONS', `${where} is not a list of addresses`)
    return []
  }
  return values.map((address: unknown, index) => {
    const problem = findAddressProblem(address)
    if (problem !== undefined) problems.add('ERR_MAIL_ADDRESS', `${where}[${index.toString()}] ${problem}`)
    return String(address)
  })
}

function checkRecipientList(to: readonly string[], cc: readonly string[], problems: ProblemList): void {
  const all = [...to, ...cc]
  if (to.length === 0) problems.add('ERR_MAIL_OPTIONS', 'to has no address')
  if (all.length > RECIPIENTS_MAX)
    problems.add('ERR_MAIL_OPTIONS', `to and cc have more than ${RECIPIENTS_MAX.toString()} addresses`)
  if (new Set(all.map((address) => address.toLowerCase())).size !== all.length)
    problems.add('ERR_MAIL_OPTIONS', 'to and cc name an address twice')
}

function isHeaderDate(date: Date): boolean {
  const year = date.getUTCFullYear()
  return year >= 1970 && year <= 9999
}
