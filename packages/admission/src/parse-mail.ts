import { CountersignError } from '@countersign/core'
import type { ParsedMail } from './parsed-mail.js'
import { parseDisplayMail } from './read/parse-display-mail.js'
import { readMessage } from './read/read-message.js'
import { ReadProblem } from './read/read-problem.js'

/**
 * A mail as a person sees it, in the same strict reading that admission uses, without judging anything.
 *
 * @throws CountersignError `ERR_ADMISSION_UNREADABLE` when it is over a limit or can be read in two ways
 */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  try {
    return await parseDisplayMail(readMessage(raw))
  } catch (error) {
    if (error instanceof ReadProblem)
      throw new CountersignError('ERR_ADMISSION_UNREADABLE', error.message, { cause: error })
    throw error
  }
}
