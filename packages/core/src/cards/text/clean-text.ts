/** Control characters (a terminal obeys them) and characters that turn the direction of the text around. */
// eslint-disable-next-line no-control-regex -- control characters are the point
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Text from a card as plain text: one line feed per line end, nothing that a terminal or reader would obey. */
export function cleanText(value: unknown): string {
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : ''
  return value
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSAFE, '')
}

/** As {@link cleanText}, and without the basic Markdown that Outlook draws. */
export function cleanMarkdown(value: unknown): string {
  return cleanText(value)
    .replace(/\[([^\]\n]{1,200})\]\(([^()\s]{1,2000})\)/g, '$1 ($2)')
    .replace(/(\*{1,3}|~~)(?=\S)([^*~\n]{1,2000}?)(?<=\S)\1/g, '$2')
    .replace(/^#{1,6} +/gm, '')
}
