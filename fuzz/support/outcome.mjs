import { built } from './built.mjs'

const { isCodedError } = await built('core', 'errors/index.js')

/**
 * What a call gave, or the code with which it refused. Anything else that it throws is a finding and passes through.
 *
 * @template Value
 * @param {() => Value} run
 * @returns {{ value: Value, code?: undefined } | { value?: undefined, code: string, error: Error }}
 */
export function outcomeOf(run) {
  try {
    return { value: run() }
  } catch (error) {
    if (!isCodedError(error)) throw error
    if (typeof error.hint !== 'string' || error.hint === '')
      throw new Error(`${error.code} has no hint`, { cause: error })
    return { code: error.code, error }
  }
}

/** As {@link outcomeOf}, for what answers later. */
export async function laterOutcomeOf(run) {
  try {
    return { value: await run() }
  } catch (error) {
    return outcomeOf(() => {
      throw error
    })
  }
}
