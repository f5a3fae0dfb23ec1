import type { PressFailure } from '../actions/press-result.js'
import type { ExchangeTokenRequest, ExchangeTokenShape } from './exchange-token-request.js'

/** An add-in that sends its identity token to the service behind it. */
export interface AddInCall extends ExchangeTokenRequest {
  /** Where the service takes the token, on this machine, e.g. `http://127.0.0.1:3000/identity`. */
  readonly endpoint: string
  /** The mail that is open beside the add-in; one of the user's own. */
  readonly messageId?: number
}

export interface AddInCallResult {
  /** The token as it was sent, without its signature. */
  readonly token: {
    readonly shape: ExchangeTokenShape
    readonly x5t: string
    readonly claims: Readonly<Record<string, unknown>>
  }
  readonly endpoint: string
  /** `accepted`: 2xx. `refused`: 4xx. `failed`: anything else, or no answer. */
  readonly verdict: 'accepted' | 'refused' | 'failed'
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  /** The first 4,096 characters of the answer, every token taken out of it. */
  readonly body: string
  readonly failure?: PressFailure
  /** Milliseconds. */
  readonly durationMs: number
}
