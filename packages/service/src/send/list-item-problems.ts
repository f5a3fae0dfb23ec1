/** What is wrong with the name and version of an item that a card is to be made for. */
export function listItemProblems({
  item,
  version = 0,
}: {
  readonly item: string
  readonly version?: number
}): string[] {
  const problems: string[] = []
  if (typeof item !== 'string' || item === '' || item.length > 500) {
    problems.push('item must have 1 to 500 characters')
  }
  if (!Number.isSafeInteger(version) || version < 0) problems.push('version must be a whole number from 0')
  return problems
}
