/** White space and control characters never belong into an expectation; they come from a wrong separator. */
const BLANK = /[\s\p{Cc}]/u

/**
 * An option that is one text or a list of them: copied, not empty, each entry without white space. Adds to
 * `problems` what is wrong.
 */
export function readTextList(
  name: string,
  option: string | readonly string[] | undefined,
  problems: string[],
): readonly string[] {
  const given: unknown = option
  const entries: readonly unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given]
  if (entries.length === 0) {
    problems.push(`${name}: give at least one value; there is no default`)
    return []
  }
  const texts = entries.filter((entry) => typeof entry === 'string' && entry !== '' && !BLANK.test(entry))
  if (texts.length < entries.length)
    problems.push(`${name}: give texts that are not empty and have no white space`)
  return texts as string[]
}
