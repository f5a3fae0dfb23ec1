import { MAX_MIME_DEPTH, MAX_MIME_PARTS } from '../limits.js'
import { type HeaderField, fieldsOf } from './header-field.js'
import type { MimePart } from './mime-part.js'
import { type ContentField, parseContentField } from './parse-content-field.js'
import { ReadProblem } from './read-problem.js'
import { splitHeaderSection, type HeaderSection } from './split-header-section.js'
import { splitMultipart } from './split-multipart.js'

/**
 * The MIME tree of a message. A part whose own fields can be read in two ways becomes an opaque leaf; over the
 * limits the whole mail is refused (ReadProblem MAIL_STRUCTURE_LIMIT). Nested messages are leaves.
 */
export function readMimeTree(section: HeaderSection): MimePart {
  const budget = { parts: 0 }
  return readPart(section, 0, 'text/plain', budget)
}

function readPart(
  section: HeaderSection,
  depth: number,
  defaultType: string,
  budget: { parts: number },
): MimePart {
  countPart(budget)
  if (depth > MAX_MIME_DEPTH)
    throw new ReadProblem(
      'MAIL_STRUCTURE_LIMIT',
      `Parts are nested more than ${String(MAX_MIME_DEPTH)} levels deep.`,
    )

  const type = readContentField(section.fields, 'content-type', defaultType)
  const encoding = readContentField(section.fields, 'content-transfer-encoding', '7bit')
  const disposition = readContentField(section.fields, 'content-disposition', 'inline')
  if (!type || !encoding || !disposition)
    return opaque(section.body, 'its Content fields are ambiguous or malformed')

  if (type.value.startsWith('multipart/')) return readMultipart(section, type, encoding, depth, budget)
  const charset = type.parameters.get('charset')?.toLowerCase()
  return {
    type: type.value,
    ...(charset === undefined ? {} : { charset }),
    transferEncoding: encoding.value,
    isAttachment: disposition.value !== 'inline' || hasFileName(type) || hasFileName(disposition),
    body: section.body,
    children: [],
  }
}

/** A part that cannot be read counts, too: each costs a finding. */
function countPart(budget: { parts: number }): void {
  budget.parts++
  if (budget.parts > MAX_MIME_PARTS)
    throw new ReadProblem('MAIL_STRUCTURE_LIMIT', `The mail has more than ${String(MAX_MIME_PARTS)} parts.`)
}

function readMultipart(
  section: HeaderSection,
  type: ContentField,
  encoding: ContentField,
  depth: number,
  budget: { parts: number },
): MimePart {
  const boundary = type.parameters.get('boundary')
  if (!boundary || !/^[ -~]{1,70}$/.test(boundary) || boundary.endsWith(' '))
    return opaque(section.body, 'its boundary is missing or malformed')
  if (!['7bit', '8bit', 'binary'].includes(encoding.value))
    return opaque(section.body, 'a multipart must not be encoded (RFC 2045 section 6.4)')
  const defaultType = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const children: MimePart[] = []
  for (const text of splitMultipart(section.body, boundary))
    children.push(readChild(text, depth + 1, defaultType, budget))
  return { type: type.value, transferEncoding: encoding.value, isAttachment: false, body: '', children }
}

function readChild(text: string, depth: number, defaultType: string, budget: { parts: number }): MimePart {
  let section: HeaderSection
  try {
    section = splitHeaderSection(text)
  } catch (error) {
    if (!(error instanceof ReadProblem)) throw error
    countPart(budget)
    return opaque(text, error.message)
  }
  return readPart(section, depth, defaultType, budget)
}

function readContentField(
  fields: readonly HeaderField[],
  key: string,
  otherwise: string,
): ContentField | undefined {
  const found = fieldsOf(fields, key)
  if (found.length > 1) return undefined
  return parseContentField(found[0]?.value ?? otherwise)
}

function hasFileName(field: ContentField): boolean {
  return [...field.parameters.keys()].some((name) => /^(?:file)?name(?:\*|$)/.test(name))
}

function opaque(body: string, problem: string): MimePart {
  return {
    type: 'application/octet-stream',
    transferEncoding: 'binary',
    isAttachment: true,
    body,
    children: [],
    problem,
  }
}
