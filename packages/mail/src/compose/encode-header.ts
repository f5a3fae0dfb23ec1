import { encodeWord } from 'nodemailer/lib/mime-funcs'

/** RFC 2047 section 2: an encoded word has at most 75 characters; the rest of the line is left for the header's name. */
const ENCODED_WORD_MAX = 52

/** ASCII words with single spaces between them: what every parser reads back unchanged. */
const PLAIN_TEXT = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/

/** An unstructured header's value such that it arrives as it was given, whatever it holds. */
export function encodeHeaderText(text: string): string {
  return isPlain(text) ? text : encodeWord(text, 'B', ENCODED_WORD_MAX)
}

function isPlain(text: string): boolean {
  // `=?` in plain text would be decoded by the reader into something that the sender never wrote.
  return PLAIN_TEXT.test(text) && !text.includes('=?')
}
