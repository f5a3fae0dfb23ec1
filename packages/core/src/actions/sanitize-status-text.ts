/** Longest status text that is sent, in characters: it is one line under a card. */
export const MAX_STATUS_TEXT_LENGTH = 200

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2026', '...'],
  ['\u20ac', 'EUR'],
])

/** What is fit as it is: words of ASCII with one space between them. */
const PLAIN_LINE = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/

/**
 * Makes a text fit for the header `CARD-ACTION-STATUS`: one line, printable Latin-1 (RFC 9110 section 5.5),
 * at most 200 characters. Letters that Latin-1 lacks lose their marks, others become a question mark.
 */
export function sanitizeStatusText(text: string): string {
  if (text.length <= MAX_STATUS_TEXT_LENGTH && PLAIN_LINE.test(text)) return text
  const latin = Array.from(text.slice(0, MAX_STATUS_TEXT_LENGTH * 4).normalize('NFC'), toLatin1).join('')
  const line = latin.replace(/\s+/g, ' ').trim()
  return line.length <= MAX_STATUS_TEXT_LENGTH ? line : `${line.slice(0, MAX_STATUS_TEXT_LENGTH - 3)}...`
}

function toLatin1(character: string): string {
  const known = SPELLINGS.get(character)
  if (known !== undefined) return known
  // Controls, no-break space and line or paragraph separators all end as a plain space.
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]/u.test(character)) return ' '
  if (/\p{Cf}/u.test(character)) return ''
  if (isLatin1(character)) return character
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '')
  return bare !== '' && Array.from(bare).every(isLatin1) ? bare : '?'
}

function isLatin1(character: string): boolean {
  return /^[\x20-\x7e\xa1-\xff]$/.test(character)
}
