import { randomUUID } from 'node:crypto'

/** A refusal of the token endpoint, answered in its own shape (RFC 6749 section 5.2 with Entra's members). */
export class TokenFailure extends Error {
  readonly status: 400 | 401
  /** e.g. `invalid_client` */
  readonly error: string
  /** The number of the AADSTS text. */
  readonly number: number

  constructor(status: 400 | 401, error: string, number: number, message: string) {
    super(message)
    this.name = 'TokenFailure'
    this.status = status
    this.error = error
    this.number = number
  }
}

/** @param now milliseconds since 1970 */
export function buildTokenErrorBody({ error, number, message }: TokenFailure, now: number): object {
  const [trace, correlation] = [randomUUID(), randomUUID()]
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`
  return {
    error,
    error_description: `AADSTS${String(number)}: ${message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
  }
}
