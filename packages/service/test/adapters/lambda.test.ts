import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type {
  ALBEvent,
  ALBHandler,
  ALBResult,
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyHandler,
  APIGatewayProxyHandlerV2,
  LambdaFunctionURLHandler,
} from 'aws-lambda'
import fc from 'fast-check'
import type { ActionRequest } from '@countersign/core'
import { mount, type LambdaEvent, type LambdaHandler, type LambdaResult } from '../../src/adapters/lambda.js'
import { readLambdaEvent } from '../../src/adapters/lambda-event.js'
import {
  withPress,
  type PreparedPress,
  type RunningServer,
  type StartAdapter,
} from '../support/adapter-case.js'

const start: StartAdapter = () => Promise.resolve<RunningServer>({ port: 0, close: () => Promise.resolve() })

/** Compile only while a mounted handler is one for every kind of event, without a cast. */
const handlers = (handler: LambdaHandler) => ({
  v1: handler satisfies APIGatewayProxyHandler,
  v2: handler satisfies APIGatewayProxyHandlerV2,
  url: handler satisfies LambdaFunctionURLHandler,
  alb: handler satisfies ALBHandler,
})

interface EventOptions {
  readonly base64?: boolean
  /** In place of the request's. */
  readonly headers?: readonly (readonly [string, string])[]
  readonly query?: readonly (readonly [string, string])[]
}

interface EventParts {
  readonly path: string
  readonly query: readonly (readonly [string, string])[]
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  readonly isBase64Encoded: boolean
}

function takeApart(request: ActionRequest, options: EventOptions): EventParts {
  const url = new URL(request.url)
  const isBase64Encoded = options.base64 ?? false
  return {
    path: url.pathname,
    query: options.query ?? [...url.searchParams],
    headers: options.headers ?? request.headers,
    body: Buffer.from(request.body).toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  }
}

function group(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const names = [...new Set(pairs.map(([name]) => name))]
  return Object.fromEntries(
    names.map((name) => [name, pairs.filter(([other]) => other === name).map(([, value]) => value)]),
  )
}

/** As REST APIs have it: names and values of the query decoded, the last header beside all of them. */
function toV1(request: ActionRequest, options: EventOptions = {}): APIGatewayProxyEvent {
  const { path, query, headers, body, isBase64Encoded } = takeApart(request, options)
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: request.method,
    headers: Object.fromEntries(headers),
    multiValueHeaders: group(headers),
    queryStringParameters: Object.fromEntries(query),
    multiValueQueryStringParameters: group(query),
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    body,
    isBase64Encoded,
    requestContext: { stage: 'prod', httpMethod: request.method, path: `/prod${path}` },
  } satisfies Partial<Record<keyof APIGatewayProxyEvent, unknown>> as unknown as APIGatewayProxyEvent
}

/** As HTTP APIs and function URLs have it: the query as it came, repeated headers joined, cookies apart. */
function toV2(request: ActionRequest, options: EventOptions = {}): APIGatewayProxyEventV2 {
  const { path, query, headers, body, isBase64Encoded } = takeApart(request, options)
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(
      query.map(([name, value]): [string, string] => [name, value]),
    ).toString(),
    cookies: ['a=1', 'b=2'],
    headers: Object.fromEntries(Object.entries(group(headers)).map(([name, list]) => [name, list.join(',')])),
    requestContext: { http: { method: request.method, path }, stage: '$default' },
    body,
    isBase64Encoded,
  } satisfies Partial<Record<keyof APIGatewayProxyEventV2, unknown>> as unknown as APIGatewayProxyEventV2
}

/** As a load balancer has it: the query still encoded, one form of headers and query or the other. */
function toAlb(request: ActionRequest, options: EventOptions & { readonly multi?: boolean } = {}): ALBEvent {
  const { path, query, headers, body, isBase64Encoded } = takeApart(request, options)
  const encoded = query.map(([name, value]) => [encodeURIComponent(name), encodeURIComponent(value)] as const)
  const multi = options.multi ?? true
  return {
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/x/1' } },
    httpMethod: request.method,
    path,
    ...(multi
      ? { multiValueHeaders: group(headers), multiValueQueryStringParameters: group(encoded) }
      : { headers: Object.fromEntries(headers), queryStringParameters: Object.fromEntries(encoded) }),
    body,
    isBase64Encoded,
  }
}

const shapes: Readonly<Record<string, (request: ActionRequest, options?: EventOptions) => LambdaEvent>> = {
  'API Gateway 1.0': toV1,
  'API Gateway 2.0 and function URLs': toV2,
  'a load balancer with multi-value headers': toAlb,
  'a load balancer': (request, options) => toAlb(request, { ...options, multi: false }),
}

function valueOf({ headers, multiValueHeaders }: LambdaResult, name: string): string | undefined {
  return headers?.[name] ?? multiValueHeaders?.[name]?.[0]
}

for (const [name, toEvent] of Object.entries(shapes)) {
  describe(`adapter /lambda behind ${name}`, () => {
    const refuse = async ({ t }: PreparedPress, event: LambdaEvent, status: number) => {
      assert.equal((await mount(t.handler)(event)).statusCode, status)
      assert.deepEqual(t.runs, [])
    }

    for (const base64 of [false, true]) {
      it(`runs the action and answers, the body ${base64 ? 'in base64' : 'as text'}`, () =>
        withPress(
          start,
          async ({ t, request }) => {
            const answered = await handlers(mount(t.handler)).v1(toEvent(request, { base64 }))
            assert.equal(answered.statusCode, 200)
            assert.equal(valueOf(answered, 'card-update-in-body'), 'true')
            assert.equal(valueOf(answered, 'card-action-status'), 'Recorded.')
            assert.equal((JSON.parse(answered.body) as { type: string }).type, 'AdaptiveCard')
            assert.deepEqual(t.runs, ['approve 1234 Zoë said "yes" & more'])
          },
          { comment: 'Zoë said "yes" & more' },
        ))
    }

    it('L05: GET changes nothing', () =>
      withPress(start, (prepared) => refuse(prepared, toEvent({ ...prepared.request, method: 'GET' }), 405)))

    it('L12: refuses a limited-purpose token that is given twice', () =>
      withPress(start, async (prepared) => {
        // Without multi-value parameters a load balancer hands on one of them, which is the genuine one here.
        if (name === 'a load balancer') return
        const query = [...new URL(prepared.request.url).searchParams]
        await refuse(prepared, toEvent(prepared.request, { query: [...query, ...query] }), 403)
      }))

    it('H02: refuses an Authorization header that was sent twice', () =>
      withPress(start, async (prepared) => {
        if (name === 'a load balancer') return
        const { headers } = prepared.request
        const twice = [...headers, ...headers.filter(([header]) => header === 'authorization')]
        await refuse(prepared, toEvent(prepared.request, { headers: twice }), 401)
      }))

    it('H03: takes no token from a query or a cookie', () =>
      withPress(start, async (prepared) => {
        const { request } = prepared
        const token = new Map(request.headers).get('authorization') ?? ''
        const headers = [
          ...request.headers.filter(([header]) => header !== 'authorization'),
          ['cookie', `Authorization=${token}`] as const,
        ]
        const query = [...new URL(request.url).searchParams, ['authorization', token] as const]
        await refuse(prepared, toEvent(request, { headers, query }), 401)
      }))

    it('H06: refuses an oversize body in either form', () =>
      withPress(start, async ({ t, request }) => {
        for (const base64 of [false, true]) {
          const answered = await mount(t.handler, { maxBodyBytes: 100 })(toEvent(request, { base64 }))
          assert.equal(answered.statusCode, 413)
        }
        assert.deepEqual(t.runs, [])
      }))
  })
}

describe('adapter /lambda', () => {
  it('answers in the form that the event had', () =>
    withPress(start, async ({ t, request }) => {
      const [v1, v2, alb, plain] = await Promise.all(
        [toV1(request), toV2(request), toAlb(request), toAlb(request, { multi: false })].map((event) =>
          mount(t.handler)(event),
        ),
      )
      assert.ok(v1?.multiValueHeaders && !v1.headers)
      assert.ok(alb?.multiValueHeaders && !alb.headers)
      assert.ok(v2?.headers && !v2.multiValueHeaders)
      assert.ok(plain?.headers && !plain.multiValueHeaders)
      const typed: ALBResult = alb
      assert.equal(typed.statusCode, 200)
    }))

  it('gives cookies where payload format 2.0 takes them, and hands on those that came', async () => {
    const seen: string[][] = []
    const handler = mount({
      kind: 'page',
      path: '/page',
      handle(request) {
        seen.push(request.headers.filter(([name]) => name === 'cookie').map(([, value]) => value))
        return Promise.resolve({ status: 200, headers: [['set-cookie', 'c=3; Secure']], body: '' })
      },
      refuse: () => ({ status: 500, headers: [], body: '' }),
    })
    const request: ActionRequest = {
      method: 'POST',
      url: 'https://a.example/page',
      headers: [],
      body: new Uint8Array(),
    }
    const answered = await handler(toV2(request))
    assert.deepEqual(answered.cookies, ['c=3; Secure'])
    assert.equal(answered.headers?.['set-cookie'], undefined)
    assert.equal((await handler(toAlb(request, { multi: false }))).headers?.['set-cookie'], 'c=3; Secure')
    assert.deepEqual(seen, [['a=1; b=2'], []])
  })

  it('takes no event that is no HTTP request', async () => {
    const handler = mount({
      kind: 'x',
      path: '/',
      handle: () => assert.fail('it ran'),
      refuse: () => assert.fail('it was refused'),
    })
    for (const event of [{ Records: [{ eventSource: 'aws:sqs' }] }, {}, null]) {
      await assert.rejects(handler(event as unknown as LambdaEvent), { code: 'ERR_CONFIG_INVALID' })
    }
  })

  it('reads back every query and body that any of the shapes can hold', () => {
    const limits = { maxBodyBytes: 1_000_000, bodyTimeoutMs: 1 }
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text), { maxLength: 5 }),
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        (query, body, base64) => {
          const names = query.map(([name]) => name)
          fc.pre(!names.includes('__proto__') && new Set(names).size === names.length)
          const request: ActionRequest = {
            method: 'POST',
            url: 'https://a.example/x',
            headers: [],
            body: Buffer.from(body),
          }
          for (const toEvent of Object.values(shapes)) {
            const read = readLambdaEvent(toEvent(request, { query, base64 }), limits)
            const found = [...new URL(`https://a.example${read.url}`).searchParams]
            assert.deepEqual(new Map(found), new Map(query))
            assert.equal(Buffer.from(read.body).toString(), body)
          }
        },
      ),
    )
  })
})
