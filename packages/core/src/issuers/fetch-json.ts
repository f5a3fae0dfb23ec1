import { CountersignError } from '../errors/index.js'
import { parseStrictJson } from '../jose/index.js'
import type { FetchMetadata } from './fetch-metadata.js'

/** RFC 8259 section 11 and RFC 7517 section 8.5.2, with or without parameters. */
const JSON_TYPE = /^application\/(?:json|jwk-set\+json)\s*(?:;|$)/i

export interface FetchJsonOptions {
  readonly fetch: FetchMetadata
  readonly maxBytes: number
  readonly timeoutMs: number
}

/**
 * Fetches one JSON document from `url`: status 200, JSON by its content type, no redirect, at most `maxBytes`,
 * all within `timeoutMs`.
 *
 * @throws CountersignError `ERR_ISSUER_RESPONSE` for an answer that is not acceptable, `ERR_ISSUER_TIMEOUT`,
 *   `ERR_ISSUER_NETWORK` where there was no answer
 */
export async function fetchJson(url: string, options: FetchJsonOptions): Promise<unknown> {
  const controller = new AbortController()
  // Raced as well as aborted: an injected fetch may ignore the signal.
  const late = new Promise<never>((_resolve, reject) => {
    AbortSignal.timeout(options.timeoutMs).addEventListener('abort', () => {
      const details = { timeoutMs: options.timeoutMs }
      reject(new CountersignError('ERR_ISSUER_TIMEOUT', undefined, { details }))
    })
  })
  try {
    return parseBody(await Promise.race([fetchBody(url, options, controller.signal), late]))
  } finally {
    controller.abort()
  }
}

async function fetchBody(url: string, options: FetchJsonOptions, signal: AbortSignal): Promise<Uint8Array> {
  const response = await request(url, options.fetch, signal)
  if (response.redirected || (response.url !== '' && response.url !== url)) {
    throw refuse('The issuer answered with a redirect.')
  }
  if (response.status !== 200) {
    throw refuse('The issuer did not answer with status 200.', { status: response.status })
  }
  if (!JSON_TYPE.test(response.headers.get('content-type') ?? '')) {
    throw refuse("The issuer's answer is not JSON by its content type.")
  }
  if (Number(response.headers.get('content-length') ?? 0) > options.maxBytes) throw tooLarge(options.maxBytes)
  return readCapped(response, options.maxBytes)
}

async function request(url: string, fetch: FetchMetadata, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } })
  } catch (cause) {
    throw new CountersignError('ERR_ISSUER_NETWORK', undefined, { cause })
  }
}

async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (response.body === null) throw refuse("The issuer's answer has no body.")
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // Leaving the loop early cancels the stream.
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof CountersignError) throw cause
    throw new CountersignError('ERR_ISSUER_NETWORK', undefined, { cause })
  }
  return Buffer.concat(chunks)
}

function parseBody(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes), {
      maxLength: bytes.length + 1,
    })
  } catch (cause) {
    throw new CountersignError('ERR_ISSUER_RESPONSE', "The issuer's answer is not a JSON document.", {
      cause,
    })
  }
}

function tooLarge(maxBytes: number): CountersignError {
  return refuse(`The issuer's answer is larger than ${maxBytes} bytes.`, { maxBytes })
}

function refuse(message: string, details: Record<string, number> = {}): CountersignError {
  return new CountersignError('ERR_ISSUER_RESPONSE', message, { details })
}
