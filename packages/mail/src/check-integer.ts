/** Adds a problem unless the value is a whole number in the range, ends included. */
export function checkInteger(
  name: string,
  value: number,
  [min, max]: readonly [number, number],
  problems: string[],
): void {
  if (!Number.isInteger(value) || value < min || value > max)
    problems.push(`${name} is not a whole number from ${min.toString()} to ${max.toString()}`)
}
