import { checkMailBatch, type BatchItem } from './check-mail-batch.js'
import { checkMailerOptions, type CheckedMailer } from './check-mailer-options.js'
import type { Mailer, MailerOptions, MailResult } from './mailer-options.js'
import { sendOne } from './send-one.js'

/**
 * Sends batches of mails through a transport: a bounded number at a time, repeated with growing waits,
 * each mail once per key and recipients. Closing it closes the transport.
 *
 * A connection that breaks between the mail and the server's answer leaves open whether the mail went out; it is
 * then sent again. Compose with `key`, so that both copies have the same Message-ID.
 */
export function createMailer(options: MailerOptions): Mailer {
  const mailer = checkMailerOptions(options)
  return Object.freeze<Mailer>({
    async send(batch) {
      const items = checkMailBatch(batch)
      batch.signal?.throwIfAborted()
      const results = await sendAll(items, mailer, batch.signal)
      batch.signal?.throwIfAborted()
      const sent = results.filter((result) => result.state === 'sent').length
      return { sent, failed: results.length - sent, results }
    },
    async close() {
      await mailer.transport.close?.()
    },
  })
}

/** A fixed number of workers on one queue. After an abort every worker has ended before this rejects. */
async function sendAll(
  items: readonly BatchItem[],
  mailer: CheckedMailer,
  signal: AbortSignal | undefined,
): Promise<readonly MailResult[]> {
  const results: MailResult[] = []
  const counts = { sent: 0, failed: 0 }
  const queue = items.entries()
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) {
      const result = await sendOne(item, mailer, signal)
      results[index] = result
      counts[result.state] += 1
      reportProgress(mailer, { ...counts, total: items.length, current: item.to })
    }
  }
  const workers = Array.from({ length: Math.min(mailer.concurrency, items.length) }, work)
  const ends = await Promise.allSettled(workers)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return results
}

function reportProgress(
  { onProgress }: CheckedMailer,
  progress: Parameters<NonNullable<typeof onProgress>>[0],
): void {
  try {
    onProgress?.(progress)
  } catch {
    // A faulty display must not lose a mail.
  }
}
