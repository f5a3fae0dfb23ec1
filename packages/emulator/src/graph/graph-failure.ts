/** A refusal of Graph, thrown inside and answered in Graph's own shape: its callers are real clients. */
export class GraphFailure extends Error {
  readonly status: 400 | 401 | 403 | 404 | 413 | 415 | 429 | 501 | 503 | 507
  /** Graph's word, e.g. `ErrorAccessDenied`. */
  readonly code: string
  /** Seconds. */
  readonly retryAfterSeconds: number | undefined

  constructor(status: GraphFailure['status'], code: string, message: string, retryAfterSeconds?: number) {
    super(message)
    this.name = 'GraphFailure'
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/**
 * The JSON body of a failed call of Graph.
 *
 * @param requestId the answer's header `request-id`
 * @param now milliseconds since 1970
 */
export function buildGraphErrorBody({ code, message }: GraphFailure, requestId: string, now: number): object {
  return {
    error: {
      code,
      message,
      innerError: {
        date: new Date(now).toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': requestId,
      },
    },
  }
}
