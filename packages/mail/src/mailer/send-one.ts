import { CountersignError, isCodedError, type CodedError } from '@countersign/core'
import type { ComposedMail } from '../compose/compose-options.js'
import type { BatchItem } from './check-mail-batch.js'
import type { CheckedMailer } from './check-mailer-options.js'
import type { MailResult } from './mailer-options.js'
import { computeRetryDelay } from './retry-delay.js'

/** One mail through log, composing, delivery and repeats. Throws only the signal's reason. */
export async function sendOne(
  item: BatchItem,
  mailer: CheckedMailer,
  signal: AbortSignal | undefined,
): Promise<MailResult> {
  const { to, key } = item
  signal?.throwIfAborted()
  let tries = 0
  try {
    const entry = await mailer.sendLog.begin(key)
    if (entry.state === 'sent')
      return { state: 'sent', to, response: entry.response, tries: 0, recorded: true }
    if (entry.state === 'busy')
      return { state: 'failed', to, error: new CountersignError('ERR_MAIL_BUSY'), tries }
  } catch (error) {
    return { state: 'failed', to, error: toCodedError(error, 'ERR_MAIL_SEND_LOG'), tries }
  }
  try {
    const mail = await composeItem(item)
    const response = await deliverWithRetries(mail, mailer, signal, () => (tries += 1))
    return { state: 'sent', to, response, tries, recorded: await recordSent(mailer, key, response) }
  } catch (error) {
    // Should giving the key free fail as well, the log's lease does it.
    await mailer.sendLog.failed(key).catch(() => undefined)
    signal?.throwIfAborted()
    return { state: 'failed', to, error: toCodedError(error, 'ERR_MAIL_UNDELIVERED'), tries }
  }
}

async function composeItem(item: BatchItem): Promise<ComposedMail> {
  try {
    return await item.compose()
  } catch (error) {
    throw isCodedError(error) ? error : new CountersignError('ERR_MAIL_COMPOSE', undefined, { cause: error })
  }
}

async function deliverWithRetries(
  mail: ComposedMail,
  mailer: CheckedMailer,
  signal: AbortSignal | undefined,
  countTry: () => void,
): Promise<string> {
  const abortable = signal === undefined ? {} : { signal }
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted()
    countTry()
    try {
      return (await mailer.transport.deliver(mail, abortable)).response
    } catch (error) {
      const mayRepeat = isCodedError(error) && error.code === 'ERR_MAIL_UNDELIVERED'
      if (!mayRepeat || attempt >= mailer.retries || signal?.aborted === true) throw error
    }
    await mailer.sleep(computeRetryDelay(attempt, mailer), abortable)
  }
}

/** The mail is out; a log that fails now must not make it count as failed. */
async function recordSent(mailer: CheckedMailer, key: string, response: string): Promise<boolean> {
  try {
    await mailer.sendLog.sent(key, response)
    return true
  } catch {
    return false
  }
}

function toCodedError(error: unknown, code: 'ERR_MAIL_UNDELIVERED' | 'ERR_MAIL_SEND_LOG'): CodedError {
  return isCodedError(error) ? error : new CountersignError(code, undefined, { cause: error })
}
