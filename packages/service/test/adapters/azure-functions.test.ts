import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import functions, {
  type HttpHandler,
  type HttpMethodFunctionOptions,
  type HttpRequest,
  type InvocationContext,
} from '@azure/functions'
import type { ActionRequest } from '@countersign/core'
import { mount, type AzureHttpHandler } from '../../src/adapters/azure-functions.js'
import { withPress, type RunningServer, type StartAdapter } from '../support/adapter-case.js'

/** No server: the model's request is all that the adapter sees. */
const start: StartAdapter = () => Promise.resolve<RunningServer>({ port: 0, close: () => Promise.resolve() })

/** The model's own request, as its constructor makes it for tests. */
function toHttpRequest(
  request: ActionRequest,
  changes: { method?: string; authorization?: string } = {},
): HttpRequest {
  const headers = Object.fromEntries(request.headers)
  return new functions.HttpRequest({
    method: changes.method ?? request.method,
    url: request.url,
    headers:
      changes.authorization === undefined ? headers : { ...headers, authorization: changes.authorization },
    ...(changes.method === 'GET' ? {} : { body: { bytes: request.body } }),
  })
}

/** Compiles only while a mounted handler is one of the model's, without a cast. */
function register(handler: AzureHttpHandler): HttpHandler {
  const options: HttpMethodFunctionOptions = { authLevel: 'anonymous', route: 'actions/expense', handler }
  return options.handler
}

describe('adapter /azure-functions', () => {
  it("runs the action and answers with what the model's response takes", () =>
    withPress(
      start,
      async ({ t, request }) => {
        const answered = await register(mount(t.handler))(toHttpRequest(request), {} as InvocationContext)
        assert.ok(!(answered instanceof functions.HttpResponse))
        const response = new functions.HttpResponse(answered)
        assert.equal(response.status, 200)
        assert.equal(response.headers.get('card-update-in-body'), 'true')
        assert.equal(response.headers.get('card-action-status'), 'Recorded.')
        assert.equal(((await response.json()) as { type: string }).type, 'AdaptiveCard')
        assert.deepEqual(t.runs, ['approve 1234 Zoë said "yes"'])
      },
      { comment: 'Zoë said "yes"' },
    ))

  it('L05: GET changes nothing', () =>
    withPress(start, async ({ t, request }) => {
      assert.equal((await mount(t.handler)(toHttpRequest(request, { method: 'GET' }))).status, 405)
      assert.deepEqual(t.runs, [])
    }))

  it('H02: refuses an Authorization header that was sent twice and so joined', () =>
    withPress(start, async ({ t, request }) => {
      const once = new Map(request.headers).get('authorization') ?? ''
      const twice = toHttpRequest(request, { authorization: `${once}, ${once}` })
      assert.equal((await mount(t.handler)(twice)).status, 401)
      assert.deepEqual(t.runs, [])
    }))

  it('H06: refuses an oversize body', () =>
    withPress(start, async ({ t, request }) => {
      assert.equal((await mount(t.handler, { maxBodyBytes: 10 })(toHttpRequest(request))).status, 413)
      assert.deepEqual(t.runs, [])
    }))

  it('H06: does not take a body that was read before for an empty one', () =>
    withPress(start, async ({ t, request }) => {
      const read = toHttpRequest(request)
      await read.text()
      assert.equal((await mount(t.handler)(read)).status, 400)
      assert.deepEqual(t.runs, [])
    }))

  it('refuses limits that are none', () =>
    withPress(start, ({ t }) => {
      assert.throws(() => mount(t.handler, { maxBodyBytes: -1 }), { code: 'ERR_CONFIG_INVALID' })
      return Promise.resolve()
    }))
})
