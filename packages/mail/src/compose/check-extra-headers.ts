import { findHeaderTextProblem } from './check-header-text.js'
import type { ProblemList } from './problem-list.js'

/** RFC 5322 section 3.6.8 allows more; these are the names that occur, and none of them can end a line. */
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/

/** Written by composeMail itself, by a relay, or able to change where the mail goes or how it reads. */
const RESERVED =
  /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|content-.*|resent-.*|dkim-signature|return-path|received|authentication-results|arc-.*|apparently-to)$/i

/** Checks names and values of the caller's own headers and returns them as pairs. */
export function checkExtraHeaders(
  headers: Readonly<Record<string, string>>,
  problems: ProblemList,
): readonly (readonly [string, string])[] {
  const pairs = Object.entries(headers)
  const seen = new Set<string>()
  pairs.forEach(([name, value], index) => {
    if (!HEADER_NAME.test(name)) {
      problems.add('ERR_MAIL_HEADER', `the name of header ${(index + 1).toString()} is not a header name`)
      return
    }
    if (RESERVED.test(name)) problems.add('ERR_MAIL_OPTIONS', `headers must not set ${name}`)
    if (seen.has(name.toLowerCase())) problems.add('ERR_MAIL_OPTIONS', `headers set ${name} twice`)
    seen.add(name.toLowerCase())
    const problem = findHeaderTextProblem(value)
    if (problem !== undefined) problems.add('ERR_MAIL_HEADER', `header ${name} ${problem}`)
  })
  return pairs
}
