import type { AuthenticationResult, DkimSignature } from '../authentication.js'

/** From most to least telling, when no aligned signature passes. */
const ORDER: readonly AuthenticationResult[] = ['temperror', 'fail', 'policy', 'neutral', 'permerror', 'pass']

/** `pass` only for an aligned signature; a temporary error of an aligned one comes before all that is final. */
export function summarizeDkim(signatures: readonly DkimSignature[]): AuthenticationResult {
  const aligned = signatures.filter((signature) => signature.aligned)
  if (aligned.some((signature) => signature.result === 'pass')) return 'pass'
  const telling = ORDER.find((result) => aligned.some((signature) => signature.result === result))
  if (telling) return telling
  return signatures.length > 0 ? 'neutral' : 'none'
}
