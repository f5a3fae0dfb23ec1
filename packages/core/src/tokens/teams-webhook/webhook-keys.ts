import { createHmac, timingSafeEqual } from 'node:crypto'

/** Bytes of the security token that Teams shows once, in base64. */
export const WEBHOOK_KEY_BYTES = 32

/** The keys, decoded. Adds to `problems` what is wrong; a message never holds a key. */
export function readWebhookKeys(option: readonly string[], problems: string[]): readonly Buffer[] {
  const given: unknown = option
  if (!Array.isArray(given) || given.length === 0) {
    problems.push('keys: give at least one security token, as a list; there is no default')
    return []
  }
  return given.map((text: unknown) => {
    const key = typeof text === 'string' ? Buffer.from(text, 'base64') : Buffer.alloc(0)
    // One spelling: a key with a character lost on the way must not become another key.
    if (key.length !== WEBHOOK_KEY_BYTES || key.toString('base64') !== text) {
      problems.push(`keys: give security tokens as Teams shows them (base64 of ${WEBHOOK_KEY_BYTES} bytes)`)
    }
    return key
  })
}

/**
 * Which key made this MAC over the bytes; -1 for none. `mac` is base64, as the header has it: two MACs are equal when they are
 * written alike. Every key is tried to the end, so that the time it takes says neither how much of a MAC is right nor which key
 * it is.
 */
export function findWebhookKey(keys: readonly Buffer[], mac: string, body: Uint8Array): number {
  const given = Buffer.from(mac, 'latin1')
  let index = -1
  let position = 0
  for (const key of keys) {
    const made = Buffer.from(createHmac('sha256', key).update(body).digest('base64'), 'latin1')
    if (timingSafeEqual(made, given) && index < 0) index = position
    position += 1
  }
  return index
}
