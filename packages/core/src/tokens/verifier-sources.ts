import { checkKeySource, readTrustEmulator, type KeySourceOptions } from '../issuers/index.js'

/** What every profile needs from outside: keys and a clock. Adds to `problems` what is wrong. */
export function checkVerifierSources(
  sources: { readonly keys: KeySourceOptions; readonly now: () => number },
  problems: string[],
): void {
  const before = problems.length
  checkKeySource(sources.keys, problems)
  if (problems.length === before && sources.keys.trustEmulator !== undefined) {
    readTrustEmulator(sources.keys.trustEmulator, problems)
  }
  if (typeof sources.now !== 'function')
    problems.push('now: give a function that returns milliseconds, such as Date.now')
}
