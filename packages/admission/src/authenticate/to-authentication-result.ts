import type { AuthenticationResult } from '../authentication.js'

const RESULTS: readonly AuthenticationResult[] = [
  'pass',
  'fail',
  'softfail',
  'neutral',
  'policy',
  'none',
  'temperror',
  'permerror',
]

/** A word that is not known is never a pass. */
export function toAuthenticationResult(text: string): AuthenticationResult {
  return RESULTS.find((result) => result === text) ?? 'permerror'
}
