import { CountersignError, type ActionRequest } from '@countersign/core'
import type { CheckedBodyLimits } from './body-limits.js'

type Fields = Readonly<Record<string, string | undefined>>
type MultiFields = Readonly<Record<string, string[] | undefined>>

interface LambdaBody {
  readonly body?: string | null | undefined
  readonly isBase64Encoded: boolean
}

/** API Gateway's payload format 1.0 (REST APIs), and a load balancer's event, which has `requestContext.elb`. */
export interface LambdaEventV1 extends LambdaBody {
  readonly httpMethod: string
  readonly path: string
  readonly headers?: Fields | null | undefined
  readonly multiValueHeaders?: MultiFields | null | undefined
  readonly queryStringParameters?: Fields | null | undefined
  readonly multiValueQueryStringParameters?: MultiFields | null | undefined
  readonly requestContext: object
}

/** API Gateway's payload format 2.0 (HTTP APIs), which function URLs have too. */
export interface LambdaEventV2 extends LambdaBody {
  readonly rawPath: string
  readonly rawQueryString: string
  readonly headers: Fields
  readonly cookies?: readonly string[] | undefined
  readonly requestContext: { readonly http: { readonly method: string } }
}

export type LambdaEvent = LambdaEventV1 | LambdaEventV2

/** @throws CountersignError `ERR_REQUEST_BODY_TOO_LARGE` */
export function readLambdaEvent(event: LambdaEvent, limits: CheckedBodyLimits): ActionRequest {
  const isV2 = 'rawPath' in event
  const method = isV2 ? event.requestContext.http.method : event.httpMethod
  return {
    method,
    url: isV2
      ? joinUrl(event.rawPath, event.rawQueryString)
      : joinUrl(event.path, listQuery(event).join('&')),
    headers: isV2 ? listHeadersV2(event) : listHeadersV1(event),
    // What isn't a POST is refused whatever its body says.
    body: method === 'POST' ? readBody(event, limits) : new Uint8Array(),
  }
}

function joinUrl(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`
}

/** Every value of a repeated header where the event has them; else only the last one is left. */
function listHeadersV1({ headers, multiValueHeaders }: LambdaEventV1): [string, string][] {
  return listValues(multiValueHeaders ?? undefined) ?? listValues(headers ?? undefined) ?? []
}

/** Repeated headers are joined by a comma here, which no token and no request id has: still refused. */
function listHeadersV2({ headers, cookies = [] }: LambdaEventV2): [string, string][] {
  const named = listValues(headers) ?? []
  return cookies.length === 0 ? named : [...named, ['cookie', cookies.join('; ')]]
}

/** API Gateway has decoded names and values, a load balancer has not. */
function listQuery(event: LambdaEventV1): string[] {
  const { multiValueQueryStringParameters, queryStringParameters, requestContext } = event
  const write = 'elb' in requestContext ? (text: string) => text : encodeURIComponent
  const pairs =
    listValues(multiValueQueryStringParameters ?? undefined) ?? listValues(queryStringParameters ?? undefined)
  return (pairs ?? []).map(([name, value]) => `${write(name)}=${write(value)}`)
}

function listValues(fields: Fields | MultiFields | undefined): [string, string][] | undefined {
  if (fields === undefined) return undefined
  const pairs: [string, string][] = []
  for (const [name, value = []] of Object.entries<string | string[] | undefined>(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) pairs.push([name, one])
  }
  return pairs
}

function readBody({ body, isBase64Encoded }: LambdaBody, { maxBodyBytes }: CheckedBodyLimits): Uint8Array {
  const text = body ?? ''
  const bytes = isBase64Encoded ? Math.floor((text.length * 3) / 4) - 2 : text.length
  if (bytes > maxBodyBytes) throw new CountersignError('ERR_REQUEST_BODY_TOO_LARGE')
  const read = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8')
  if (read.byteLength > maxBodyBytes) throw new CountersignError('ERR_REQUEST_BODY_TOO_LARGE')
  return read
}
