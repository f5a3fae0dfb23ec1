import { CountersignTypeError } from '@countersign/core'

/** What can be made wrong with one Exchange identity token. */
export const EXCHANGE_FAULT_NAMES = [
  /** Expired an hour ago. */
  'expired-token',
  /** Becomes valid in an hour. */
  'future-token',
  /** For the page of another add-in. */
  'wrong-audience',
  /** `amurl` names the metadata document of another server, one that a service has no reason to trust. */
  'other-metadata',
  /** `x5t` names a certificate that the metadata document does not show. */
  'unknown-certificate',
  /** `appctx` has another version than `ExIdTok.V1`. */
  'other-version',
] as const

export type ExchangeFaultName = (typeof EXCHANGE_FAULT_NAMES)[number]

/** @throws CountersignTypeError ERR_EMULATOR_FAULT */
export function checkExchangeFaultName(name: string): ExchangeFaultName {
  const fault = EXCHANGE_FAULT_NAMES.find((each) => each === name)
  if (fault === undefined) {
    throw new CountersignTypeError(
      'ERR_EMULATOR_FAULT',
      `the faults of an Exchange token are ${EXCHANGE_FAULT_NAMES.join(', ')}`,
    )
  }
  return fault
}
