import type { Readable } from 'node:stream'
import { SmtpRefusal } from './smtp-refusal.js'

/**
 * Reads a DATA stream whole. What is over the cap is drained but not kept, so that the client hears the reply.
 *
 * @throws SmtpRefusal 552
 */
export async function collectMail(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  if (length > maxBytes) throw new SmtpRefusal(552, '5.3.4 The mail is larger than this server takes')
  return Buffer.concat(chunks)
}
