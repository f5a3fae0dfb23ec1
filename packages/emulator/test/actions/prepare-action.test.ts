import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import {
  prepareAction,
  type PreparedAction,
  type SubstitutionPlaces,
} from '../../src/actions/prepare-action.js'
import { StepRecorder } from '../../src/actions/step-recorder.js'
import { EventLog } from '../../src/events/event-log.js'
import type { EmulatorProvider } from '../../src/index.js'
import { makeCard, makeProvider, TARGET } from '../support/example-provider.js'

const ROUTE = 'http://127.0.0.1:9'

describe('prepareAction', () => {
  let provider: EmulatorProvider
  before(async () => {
    provider = await makeProvider(ROUTE)
  })

  /** Prepares a posting action with one input, `comment`. */
  function prepare(
    action: Readonly<Record<string, unknown>>,
    comment = '',
    card: Readonly<Record<string, unknown>> = {},
    places: SubstitutionPlaces = 'everywhere',
  ): PreparedAction {
    const whole = { type: 'Action.Http', method: 'POST', url: `${TARGET}/go`, body: '', ...action }
    const steps = new StepRecorder(new EventLog(() => 0), 1, 'press')
    return prepareAction(whole, makeCard(card), new Map([['comment', comment]]), provider, steps, places)
  }

  for (const name of [
    'Action-Authorization',
    'card-correlation-id',
    'Action_Request_Id',
    'HOST',
    ' Host',
    'X-Forwarded-For',
    'x_forwarded_host',
    'Countersign-Secret',
    'countersign_secret',
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'Upgrade',
    'Proxy_Authorization',
    'Authorization',
    'AUTHORIZATION',
    'Identity-Linking-Redirect-Url',
  ]) {
    it(`H07: refuses a card's header "${name}"`, () => {
      assert.throws(() => prepare({ headers: [{ name, value: 'x' }] }), {
        code: 'ERR_EMULATOR_RESERVED_HEADER',
      })
    })
  }

  it('B01: fills in the body alone where it is told so, as for a MessageCard', () => {
    const headers = [{ name: 'X-Comment', value: '{{comment.value}}' }]
    const action = { url: `${TARGET}/go?c={{comment.value}}`, headers, body: '{{comment.value}}' }
    const { target, headers: sent, body } = prepare(action, 'typed', {}, 'body')
    assert.equal(decodeURIComponent(target.search), '?c={{comment.value}}')
    assert.deepEqual([sent, body?.toString()], [[['X-Comment', '{{comment.value}}']], 'typed'])
  })

  it('H07: refuses an Authorization that only an input makes blank', () => {
    const headers = [{ name: 'Authorization', value: '{{comment.value}}' }]
    assert.throws(() => prepare({ headers }), { code: 'ERR_EMULATOR_RESERVED_HEADER' })
  })

  it('H07: refuses a value that substitution would break in two, or that one header line cannot carry', () => {
    const headers = [{ name: 'X-Comment', value: '{{comment.value}}' }]
    for (const comment of [
      'x\r\nHost: evil.example',
      'x\nCookie: 1',
      'nul\0',
      'snow \u2603',
      'x'.repeat(5_000),
    ]) {
      assert.throws(() => prepare({ headers }, comment), { code: 'ERR_EMULATOR_ACTION_INVALID' })
    }
    assert.deepEqual(prepare({ headers }, 'caf\u00e9').headers, [['X-Comment', 'caf\u00e9']])
  })

  it('H07: refuses a header name that is not a token, and substitutes nothing in names', () => {
    for (const name of ['', 'X Comment', 'X:Comment', '{{comment.value}}', 'X\r\nHost']) {
      assert.throws(() => prepare({ headers: [{ name, value: 'x' }] }, 'Host'), {
        code: 'ERR_EMULATOR_ACTION_INVALID',
      })
    }
  })

  it('blanks Authorization for the empty string, and for the null of early cards', () => {
    for (const value of ['', null]) {
      const prepared = prepare({ headers: [{ name: 'Authorization', value }] })
      assert.deepEqual([prepared.blanksAuthorization, prepared.headers], [true, []])
    }
    assert.equal(prepare({}).blanksAuthorization, false)
  })

  it('B01, B05: lets no input choose the host, the port or the scheme', () => {
    for (const [url, comment] of [
      ['https://{{comment.value}}.contoso.example/go', 'evil.example/'],
      ['https://{{comment.value}}.contoso.example/go', 'evil.example\\'],
      ['https://{{comment.value}}.contoso.example/go', 'x@evil.example?'],
      ['https://expenses.contoso.example{{comment.value}}', '@evil.example/'],
      ['https://expenses.contoso.example{{comment.value}}', ':8443/'],
      ['https://expenses.contoso.example{{comment.value}}', '.evil.example/'],
      ['{{comment.value}}://expenses.contoso.example/', 'http'],
    ] as const) {
      assert.throws(() => prepare({ url }, comment), { code: 'ERR_EMULATOR_TARGET_NOT_ALLOWED' }, comment)
    }
  })

  it('keeps an input that climbs in the path on the registered host', () => {
    const { target } = prepare({ url: `${TARGET}/a/{{comment.value}}` }, '../../b?c#d')
    assert.equal(target.href, `${TARGET}/b?c#d`)
  })

  it('refuses an action that it cannot read', () => {
    for (const action of [
      { method: 'PUT' },
      { method: undefined },
      { url: '' },
      { url: 7 },
      { body: undefined },
      { body: {} },
      { headers: {} },
      { headers: [null] },
      { headers: [{ name: 'X', value: 7 }] },
      { headers: [{ value: 'x' }] },
      { headers: Array.from({ length: 51 }, () => ({ name: 'X', value: 'x' })) },
    ]) {
      assert.throws(() => prepare(action), { code: 'ERR_EMULATOR_ACTION_INVALID' }, JSON.stringify(action))
    }
  })

  it('H08: refuses a correlation id that does not fit one header line', () => {
    for (const correlationId of ['a\r\nHost: evil.example', 'a\nb', '', 7, 'x'.repeat(300)]) {
      assert.throws(() => prepare({}, '', { correlationId }), { code: 'ERR_EMULATOR_ACTION_INVALID' })
    }
  })

  it('tells a target without a route from a target that is not registered', () => {
    assert.throws(() => prepare({ url: 'https://sub.expenses.contoso.example/' }), {
      code: 'ERR_EMULATOR_NO_ROUTE',
    })
    assert.throws(() => prepare({ url: 'https://contoso.example/' }), {
      code: 'ERR_EMULATOR_TARGET_NOT_ALLOWED',
    })
    assert.equal(prepare({}).route, ROUTE)
  })
})
