import { CountersignError, type ActionRequest } from '@countersign/core'
import type { CheckedBodyLimits } from './body-limits.js'
import type { NodeRequest } from './node-message.js'
import { readNodeBody } from './read-node-body.js'

export interface NodeRequestSource {
  readonly request: NodeRequest
  /** The target as the client wrote it, where the framework has cut off a prefix. */
  readonly url?: string | undefined
  /** What a body parser made of the body: bytes, text, or an object. */
  readonly parsed: unknown
}

type Pair = readonly [name: string, value: string]

/** The request as the pipeline takes it. Throws `ERR_REQUEST_BODY*`. */
export async function toActionRequest(
  { request, url, parsed }: NodeRequestSource,
  limits: CheckedBodyLimits,
): Promise<ActionRequest> {
  const method = request.method ?? 'GET'
  const target = url ?? request.url ?? '/'
  const headers = pairHeaders(request.rawHeaders)
  // What isn't a POST is refused whatever its body says.
  if (method !== 'POST') return { method, url: target, headers, body: new Uint8Array() }
  if (!request.readableDidRead && !request.readableEnded) {
    refuseDeclaredSize(headers, limits)
    return { method, url: target, headers, body: await readNodeBody(request, limits) }
  }
  const { body, asJson } = encodeParsed(parsed)
  if (body.byteLength > limits.maxBodyBytes) throw new CountersignError('ERR_REQUEST_BODY_TOO_LARGE')
  return { method, url: target, headers: asJson ? declareJson(headers) : headers, body }
}

function pairHeaders(rawHeaders: readonly string[]): readonly Pair[] {
  const pairs: Pair[] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''])
  }
  return pairs
}

function refuseDeclaredSize(headers: readonly Pair[], limits: CheckedBodyLimits): void {
  const declared = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  if (declared !== undefined && Number(declared) > limits.maxBodyBytes) {
    throw new CountersignError('ERR_REQUEST_BODY_TOO_LARGE')
  }
}

function encodeParsed(parsed: unknown): { body: Uint8Array; asJson: boolean } {
  if (parsed instanceof Uint8Array) return { body: parsed, asJson: false }
  if (typeof parsed === 'string') return { body: Buffer.from(parsed, 'utf8'), asJson: false }
  if (typeof parsed === 'object' && parsed !== null) {
    return { body: Buffer.from(JSON.stringify(parsed), 'utf8'), asJson: true }
  }
  throw new CountersignError('ERR_REQUEST_BODY', 'The body was read before and is not there any more.')
}

/** The parser has taken the body's own form apart; what is left of it is JSON. */
function declareJson(headers: readonly Pair[]): readonly Pair[] {
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-type')
  return [...others, ['content-type', 'application/json']]
}
