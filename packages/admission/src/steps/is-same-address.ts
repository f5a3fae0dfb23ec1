import { normalizeAddress } from '@countersign/core/tokens'
import { isCodedError } from '@countersign/core/errors'

/** Compares whole addresses in ASCII lower case. What is no plain address equals nothing, not even itself. */
export function isSameAddress(one: string, other: string): boolean {
  const folded = foldAddress(one)
  return folded !== undefined && folded === foldAddress(other)
}

export function foldAddress(address: string): string | undefined {
  try {
    return normalizeAddress(address)
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}
