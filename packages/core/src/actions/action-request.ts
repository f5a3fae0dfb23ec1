/** One HTTP request to an action URL, as it was received. */
export interface ActionRequest {
  readonly method: string
  /** Absolute, or path and query. */
  readonly url: string
  /** Raw pairs in order of arrival, so that a repeated header is seen as repeated. */
  readonly headers: HeaderPairs
  readonly body: Uint8Array
  /** When it began to come in, in ms by `performance.now()`: reading it counts against the budget of the answer. */
  readonly receivedAt?: number
}

export type HeaderPairs = readonly (readonly [name: string, value: string])[]

/**
 * Headers in any of the usual shapes: a Fetch API `Headers`, an object such as Node's `request.headers`
 * (or `headersDistinct`), or raw pairs. Only pairs and arrays show a header that was sent twice when the HTTP
 * library has already dropped or joined it: prefer them.
 */
export type HeaderInput =
  | HeaderPairs
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>
