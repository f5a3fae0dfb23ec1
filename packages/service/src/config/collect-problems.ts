import { CountersignTypeError, isCodedError } from '@countersign/core'

/** What `make` makes; where core refuses it, core's problems under the option's name, and nothing. */
export function collectProblems<Value>(
  name: string,
  make: () => Value,
  problems: string[],
): Value | undefined {
  try {
    return make()
  } catch (error) {
    if (!isCodedError(error)) throw error
    const found = error instanceof CountersignTypeError ? error.problems : [`${error.message} ${error.hint}`]
    problems.push(...found.map((problem) => `${name}: ${problem}`))
    return undefined
  }
}
