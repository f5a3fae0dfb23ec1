import { CountersignTypeError } from '@countersign/core'
import { checkInteger } from '../check-integer.js'
import { sleep } from '../sleep.js'
import { createMemorySendLog } from './memory-send-log.js'
import type { MailerOptions } from './mailer-options.js'

const DEFAULT_RETRIES = 4
const DEFAULT_CONCURRENCY = 4
const DEFAULT_RETRY_DELAY_MS = 1_000
const DEFAULT_MAX_RETRY_DELAY_MS = 30_000
const MAX_RETRIES = 100
const MAX_CONCURRENCY = 1_000
const MAX_DELAY_MS = 24 * 3_600_000

export type CheckedMailer = Required<Omit<MailerOptions, 'onProgress'>> & Pick<MailerOptions, 'onProgress'>

/** Copies, checks and freezes. Throws `CountersignTypeError` (`ERR_MAIL_OPTIONS`) that lists all problems. */
export function checkMailerOptions(options: MailerOptions): CheckedMailer {
  const problems: string[] = []
  const checked = {
    transport: options.transport,
    sendLog: options.sendLog ?? createMemorySendLog(),
    retries: options.retries ?? DEFAULT_RETRIES,
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
    retryDelayMs: options.retryDelayMs ?? DEFAULT_RETRY_DELAY_MS,
    maxRetryDelayMs: options.maxRetryDelayMs ?? DEFAULT_MAX_RETRY_DELAY_MS,
    sleep: options.sleep ?? sleep,
    random: options.random ?? Math.random,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  }
  if (typeof (options.transport as Partial<MailerOptions['transport']> | undefined)?.deliver !== 'function')
    problems.push('transport has no method deliver')
  checkInteger('retries', checked.retries, [0, MAX_RETRIES], problems)
  checkInteger('concurrency', checked.concurrency, [1, MAX_CONCURRENCY], problems)
  checkInteger('retryDelayMs', checked.retryDelayMs, [0, MAX_DELAY_MS], problems)
  checkInteger('maxRetryDelayMs', checked.maxRetryDelayMs, [0, MAX_DELAY_MS], problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_MAIL_OPTIONS', problems)
  return Object.freeze(checked)
}
