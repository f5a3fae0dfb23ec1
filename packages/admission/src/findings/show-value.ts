const MAX_SHOWN_LENGTH = 200

/**
 * A value of the mail, fit for a message: in quotes, on one line, shortened. What a stranger wrote reaches
 * logs and terminals through findings, so control and direction characters are escaped.
 */
export function showValue(value: string | undefined): string {
  if (value === undefined) return '(none)'
  const shown = value.length > MAX_SHOWN_LENGTH ? `${value.slice(0, MAX_SHOWN_LENGTH)}…` : value
  return `"${shown.replace(/[\p{C}\p{Zl}\p{Zp}"\\]/gu, escapeCharacter)}"`
}

export function showValues(values: readonly string[]): string {
  const shown = values.slice(0, 8).map(showValue).join(', ')
  const rest = values.length - 8
  return values.length === 0 ? '(none)' : rest > 0 ? `${shown} and ${String(rest)} more` : shown
}

function escapeCharacter(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
