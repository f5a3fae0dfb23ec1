import { CountersignError } from '@countersign/core'

/** Throws `ERR_COMMAND_USAGE`. */
export function parseMessageId(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `"${text}" is no message: messages are numbered from 1, see countersign inbox list.`,
  )
}
