/** What an issuer's answers may cost, and how long its keys live. */
export interface IssuerLimits {
  /** Bytes of a discovery document. Default 64 KiB (the real ones are under 3 KiB). */
  readonly maxDocumentBytes: number
  /** Bytes of a key set. Default 256 KiB (the real ones are under 20 KiB). */
  readonly maxKeySetBytes: number
  /** Keys in a set, usable or not. Default 100 (the real ones have under 15). */
  readonly maxKeys: number
  /** Milliseconds for one request, body included. Default 5,000. */
  readonly timeoutMs: number
  /** Milliseconds after which keys are fetched again in the background. Default 1 hour. */
  readonly refreshAfterMs: number
  /** Milliseconds between two fetches while keys are at hand, whatever asks for them. Default 5 minutes. */
  readonly coolDownMs: number
  /** Milliseconds between two fetches while no keys are at hand. Default 10 seconds. */
  readonly retryAfterMs: number
  /** Milliseconds that keys stay in use while no fetch succeeds. Default 24 hours. */
  readonly lastKnownGoodMs: number
}

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

export const DEFAULT_ISSUER_LIMITS: IssuerLimits = Object.freeze({
  maxDocumentBytes: 64 * 1024,
  maxKeySetBytes: 256 * 1024,
  maxKeys: 100,
  timeoutMs: 5 * SECOND_MS,
  refreshAfterMs: HOUR_MS,
  coolDownMs: 5 * MINUTE_MS,
  retryAfterMs: 10 * SECOND_MS,
  lastKnownGoodMs: 24 * HOUR_MS,
})
