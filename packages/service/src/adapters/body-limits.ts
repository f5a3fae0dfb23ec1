import { CountersignTypeError } from '@countersign/core'

export interface BodyLimits {
  /** Largest body that is read, in bytes. Default 262,144. */
  readonly maxBodyBytes?: number
  /** Milliseconds in which the whole body must have arrived. Default 5,000. */
  readonly bodyTimeoutMs?: number
}

export interface CheckedBodyLimits {
  readonly maxBodyBytes: number
  readonly bodyTimeoutMs: number
}

const DEFAULT_MAX_BODY_BYTES = 256 * 1024
const DEFAULT_BODY_TIMEOUT_MS = 5_000

export function checkBodyLimits(limits: BodyLimits): CheckedBodyLimits {
  const { maxBodyBytes = DEFAULT_MAX_BODY_BYTES, bodyTimeoutMs = DEFAULT_BODY_TIMEOUT_MS } = limits
  const problems = [
    ...(Number.isSafeInteger(maxBodyBytes) && maxBodyBytes > 0
      ? []
      : ['maxBodyBytes must be a whole number of bytes.']),
    ...(Number.isFinite(bodyTimeoutMs) && bodyTimeoutMs > 0
      ? []
      : ['bodyTimeoutMs must be a number of milliseconds.']),
  ]
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)
  return Object.freeze({ maxBodyBytes, bodyTimeoutMs })
}
