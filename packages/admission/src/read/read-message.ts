import { MAX_MAIL_BYTES, MAX_MAIL_LINES } from '../limits.js'
import type { HeaderField } from './header-field.js'
import type { MimePart } from './mime-part.js'
import { normalizeLineEnds } from './normalize-line-ends.js'
import { readMimeTree } from './read-mime-tree.js'
import { ReadProblem } from './read-problem.js'
import { splitHeaderSection } from './split-header-section.js'

/** A mail in its one strict reading. */
export interface Message {
  readonly fields: readonly HeaderField[]
  /** Everything after the header section, CRLF line ends, one character a byte. */
  readonly body: string
  readonly tree: MimePart
}

/** Throws ReadProblem when the mail is over a limit or can be read in two ways. */
export function readMessage(raw: Uint8Array): Message {
  if (raw.byteLength > MAX_MAIL_BYTES)
    throw new ReadProblem(
      'MAIL_TOO_LARGE',
      `The mail has ${String(raw.byteLength)} bytes; at most ${String(MAX_MAIL_BYTES)} are read.`,
    )
  if (countLines(raw) > MAX_MAIL_LINES)
    throw new ReadProblem('MAIL_TOO_LARGE', `The mail has more than ${String(MAX_MAIL_LINES)} lines.`)
  const section = splitHeaderSection(normalizeLineEnds(raw))
  return { ...section, tree: readMimeTree(section) }
}

function countLines(raw: Uint8Array): number {
  let lines = 1
  for (let at = raw.indexOf(0x0a); at >= 0; at = raw.indexOf(0x0a, at + 1)) lines++
  return lines
}
