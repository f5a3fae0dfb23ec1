/** Control and direction characters; tab and line feed are let through by `plainText`. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu

/**
 * A text for the terminal: what a stranger wrote into a mail, a card or an answer could otherwise move the cursor,
 * colour a refusal green or turn the direction of a line.
 */
export function plainText(text: string): string {
  return text.replace(UNSEEN, (character) =>
    character === '\n' || character === '\t' ? character : escapeCharacter(character),
  )
}

/** As {@link plainText}, for a value that has one line. */
export function plainLine(text: string): string {
  return text.replace(UNSEEN, escapeCharacter)
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
