/** Reads one member of what somebody sent; what is missing or no text goes into the list of problems. */
export type TextReader = (member: string, fallback?: string) => string

/** @param maxLength of one text, in characters */
export function createTextReader(
  given: Readonly<Record<string, unknown>>,
  problems: string[],
  maxLength: number,
): TextReader {
  return (member, fallback) => {
    const value = given[member] ?? fallback
    if (typeof value === 'string' && value.trim() !== '' && value.length <= maxLength) return value
    problems.push(`${member} is not a text`)
    return ''
  }
}
