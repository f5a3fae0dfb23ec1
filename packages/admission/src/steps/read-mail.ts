import type { Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { walkLeaves } from '../read/find-html-part.js'
import { parseDisplayMail } from '../read/parse-display-mail.js'
import { readMessage } from '../read/read-message.js'
import { ReadProblem } from '../read/read-problem.js'

/** The mail is within the limits and can be read in one way only. */
export const readMail: Step = async ({ raw }) => {
  try {
    const message = readMessage(raw)
    const mail = await parseDisplayMail(message)
    const leaves = [...walkLeaves(message.tree)].length
    const size = `${String(raw.byteLength)} bytes, ${String(message.fields.length)} header fields, ${String(leaves)} parts`
    return {
      findings: [makeFinding('MAIL_READ', `The mail is well-formed: ${size}.`)],
      facts: { message, mail },
    }
  } catch (error) {
    if (error instanceof ReadProblem) return { findings: [makeFinding(error.code, error.message)] }
    throw error
  }
}
