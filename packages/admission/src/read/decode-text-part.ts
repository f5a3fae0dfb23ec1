import type { MimePart } from './mime-part.js'

export type DecodedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string }

/** The charsets in which a card may come. Others (UTF-7, UTF-16, ISO-2022-JP …) hide markup from scanners. */
const CHARSETS: ReadonlyMap<string, (bytes: Buffer) => string> = new Map([
  ['utf-8', decodeUtf8],
  ['utf8', decodeUtf8],
  ['us-ascii', decodeUtf8],
  ['ascii', decodeUtf8],
  ['iso-8859-1', decodeWindows1252],
  ['windows-1252', decodeWindows1252],
])

/** What windows-1252 has at 0x80–0x9f. TextDecoder takes these bytes for Latin-1 on Node 20 and 22. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Decodes a text part strictly: a wrong byte anywhere makes the whole part unreadable, not half of it. */
export function decodeTextPart(part: MimePart): DecodedText {
  if (part.problem !== undefined) return { ok: false, problem: part.problem }
  const decode = CHARSETS.get(part.charset ?? 'utf-8')
  if (!decode) return { ok: false, problem: 'its charset is not one in which a card may come' }
  const bytes = decodeTransfer(part)
  if (!bytes) return { ok: false, problem: 'its transfer encoding is unknown or broken' }
  try {
    return { ok: true, text: decode(bytes) }
  } catch {
    return { ok: false, problem: 'its bytes are not valid in its charset' }
  }
}

function decodeUtf8(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80))
}

function decodeTransfer({ transferEncoding, body }: MimePart): Buffer | undefined {
  switch (transferEncoding) {
    case '7bit':
    case '8bit':
    case 'binary':
      return Buffer.from(body, 'latin1')
    case 'base64':
      return decodeBase64(body)
    case 'quoted-printable':
      return decodeQuotedPrintable(body)
    default:
      return undefined
  }
}

function decodeBase64(body: string): Buffer | undefined {
  const text = body.replace(/[\r\n\t ]+/g, '')
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined
}

/** RFC 2045 section 6.7. */
function decodeQuotedPrintable(body: string): Buffer | undefined {
  const joined = body
    .split('\r\n')
    .map(trimBlanksAtEnd)
    .join('\r\n')
    .replace(/=(?:\r\n|$)/g, '')
  if (/=(?![0-9A-Fa-f]{2})/.test(joined)) return undefined
  const bytes = joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}

/** A scan, because a regular expression takes quadratic time on a long run of blanks. */
function trimBlanksAtEnd(line: string): string {
  let end = line.length
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--
  return line.slice(0, end)
}
