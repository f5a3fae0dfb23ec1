/** For repeatable options: every value counts. */
export function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value]
}
