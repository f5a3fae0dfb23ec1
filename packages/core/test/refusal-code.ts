import { isCodedError } from '../src/errors/index.js'

/** The code with which `run` refuses, thrown or rejected; `ACCEPTED` if it does not. Uncoded errors pass through. */
export async function refusalCode(run: () => unknown): Promise<string> {
  try {
    await run()
  } catch (error) {
    if (isCodedError(error)) return error.code
    throw error
  }
  return 'ACCEPTED'
}
