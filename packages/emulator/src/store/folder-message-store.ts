import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CountersignError } from '@countersign/core'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import type { MessageStore } from './message-store.js'
import { writeFileAtomically } from './write-file-atomically.js'

/** Each message as two files, `000001.eml` (the bytes as they came) and `000001.json` (what was found out). */
export function createFolderMessageStore(folder: string): MessageStore {
  const fileOf = (id: number, extension: 'eml' | 'json'): string =>
    join(folder, `${String(id).padStart(6, '0')}.${extension}`)
  const saves = new Map<number, Promise<void>>()

  return {
    async load() {
      const names = (await readdir(folder)).filter((name) => /^\d{6,}\.json$/.test(name))
      const messages = await Promise.all(names.map((name) => readMessage(join(folder, name))))
      return messages.sort((a, b) => a.id - b.id)
    },
    saveRaw: (id, raw) => writeFileAtomically(fileOf(id, 'eml'), raw),
    save(message) {
      // One after the other, or an older snapshot could land last.
      const before = saves.get(message.id) ?? Promise.resolve()
      const write = (): Promise<void> =>
        writeFileAtomically(fileOf(message.id, 'json'), JSON.stringify(message, null, 2))
      const saved = before.then(write, write)
      saves.set(message.id, saved)
      // The last one has nobody behind it: a map of all messages ever saved would only grow.
      const forget = (): void => {
        if (saves.get(message.id) === saved) saves.delete(message.id)
      }
      saved.then(forget, forget)
      return saved
    },
    async readRaw(id) {
      try {
        return await readFile(fileOf(id, 'eml'))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

async function readMessage(file: string): Promise<MailboxMessage> {
  try {
    const text = await readFile(file, 'utf8')
    // Before there were channels every message was a mail, and none said so.
    const stored = { source: { type: 'mail' }, ...(JSON.parse(text) as object) } as MailboxMessage
    const { mail } = stored.admission
    // JSON has no dates; everything else comes back as it was.
    const date = mail.date === undefined ? {} : { date: new Date(mail.date) }
    return { ...stored, admission: { ...stored.admission, mail: { ...mail, ...date } } }
  } catch (error) {
    throw new CountersignError('ERR_EMULATOR_DATA_FOLDER', `${file} is not a message of the emulator.`, {
      cause: error,
    })
  }
}
