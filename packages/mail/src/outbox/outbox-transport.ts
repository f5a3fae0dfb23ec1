import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CountersignError, CountersignTypeError } from '@countersign/core'
import { checkEnvelope } from '../check-envelope.js'
import type { Transport, TransportMail } from '../transport.js'
import { writeDurably } from './write-durably.js'

const FOLDER_MODE = 0o700
/** Names sort by time up to this many digits. */
const NUMBER_DIGITS = 4
/** Characters of the recipient in a file's name. */
const SLUG_MAX = 64
/** Other processes may write to the same folder; each collision means that one of them got on. */
const MAX_COLLISIONS = 1_000

/**
 * Writes each mail to a folder instead of sending it: `0001-adele@contoso.example.eml` and, first, its
 * envelope `0001-adele@contoso.example.json` (`{ "from": …, "to": […] }`). Both appear whole or not at all,
 * mode 600. The folder is made, mode 700. Several processes may share it; mails that two of them write in the
 * same moment can get the same number, never the same name.
 * Throws `ERR_MAIL_UNDELIVERED` where the folder cannot be written to.
 */
export function createOutboxTransport(folder: string): Transport {
  if (typeof folder !== 'string' || folder === '')
    throw new CountersignTypeError('ERR_MAIL_OPTIONS', 'the outbox folder is not a path')
  const runInOrder = createQueue()
  return Object.freeze<Transport>({
    async deliver(mail, { signal } = {}) {
      checkEnvelope(mail.envelope)
      signal?.throwIfAborted()
      try {
        const name = await runInOrder(() => writeMail(folder, mail))
        return { response: `written to ${name}` }
      } catch (error) {
        throw new CountersignError('ERR_MAIL_UNDELIVERED', undefined, {
          cause: error,
          details: { reason: codeOf(error) ?? 'unknown' },
        })
      }
    },
  })
}

async function writeMail(folder: string, { envelope, raw }: TransportMail): Promise<string> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE })
  const name = await claimName(folder, envelope.to[0] ?? '', `${JSON.stringify(envelope, ['from', 'to'])}\n`)
  // The mail comes last: whoever watches for it finds its envelope there already.
  await writeDurably(join(folder, `${name}.eml`), raw, { exclusive: false })
  return `${name}.eml`
}

/** One after the other, so that each mail of this process sees the numbers of those before it. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task)
    last = result.catch(() => undefined)
    return result
  }
}

/** Writes the envelope under the first free number; an exclusive write makes the name this mail's. */
async function claimName(folder: string, recipient: string, envelope: string): Promise<string> {
  const slug = recipient.replace(/[^A-Za-z0-9@._-]/g, '_').slice(0, SLUG_MAX)
  for (let attempt = 0; attempt < MAX_COLLISIONS; attempt += 1) {
    const number = await nextNumber(folder)
    const name = `${number}-${slug}`
    try {
      await writeDurably(join(folder, `${name}.json`), envelope, { exclusive: true })
      return name
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
  throw new Error('no free number in the outbox')
}

async function nextNumber(folder: string): Promise<string> {
  const taken = (await readdir(folder)).map((file) => Number(/^(\d+)-/.exec(file)?.[1] ?? 0))
  const next = taken.reduce((highest, number) => Math.max(highest, number), 0) + 1
  return next.toString().padStart(NUMBER_DIGITS, '0')
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
