import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { answer, CountersignError, type HttpAnswer } from '@countersign/core'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { type ServiceEvent } from '../../src/index.js'
import { forgeRequest, sealClaims, type ForgedRequest } from '../support/forge-request.js'
import { NOON } from '../support/test-platform.js'
import {
  ADELE,
  ALEX,
  createTestService,
  plainCard,
  platform,
  type TestService,
  type TestServiceOptions,
} from '../support/test-service.js'

type Checked = Extract<ServiceEvent, { readonly type: 'action.checked' }>

function checksOf(events: readonly ServiceEvent[]): Checked[] {
  return events.flatMap((event) => (event.type === 'action.checked' ? [event] : []))
}

interface RefusedCase {
  readonly name: string
  readonly check: Checked['check']
  readonly code: string | undefined
  readonly options?: TestServiceOptions
  /** What happens before the press that is refused. */
  readonly before?: (t: TestService) => Promise<unknown>
  readonly press: (t: TestService) => Promise<HttpAnswer>
  /** `action.repeated` where the refused still gets a view. Default `action.refused`. */
  readonly then?: ServiceEvent['type']
}

const forge =
  (request: Partial<ForgedRequest>) =>
  async (t: TestService): Promise<HttpAnswer> =>
    t.handler.handle(forgeRequest({ token: await t.mint(ADELE), cst: sealClaims(), ...request }))

const DAY_MS = 86_400_000
const broken = (method: 'reserve' | 'settle'): TestServiceOptions => {
  const ledger = createMemoryLedger({ now: () => NOON })
  const fail = (): never => {
    throw new CountersignError('ERR_LEDGER_UNAVAILABLE')
  }
  return { ledger: Object.assign(ledger, { [method]: async () => fail() }) }
}
const withoutView: TestServiceOptions = { kind: { view: undefined as never } }

const CASES: readonly RefusedCase[] = [
  { name: 'GET', check: 'headers', code: 'ERR_REQUEST_METHOD', press: forge({ method: 'GET' }) },
  {
    name: 'no token',
    check: 'headers',
    code: 'ERR_REQUEST_TOKEN_ABSENT',
    press: forge({ headers: { authorization: '' } }),
  },
  {
    name: 'an expired token',
    check: 'action-token',
    code: 'ERR_TOKEN_EXPIRED',
    press: async (t) => forge({ token: await platform.mintEntra(ADELE, { now: t.clock.now - DAY_MS }) })(t),
  },
  { name: 'another path', check: 'kind', code: 'ERR_REQUEST_TARGET', press: forge({ url: '/other' }) },
  { name: 'a broken body', check: 'inputs', code: 'ERR_REQUEST_BODY', press: forge({ body: '{' }) },
  {
    name: 'a body that an adapter refused',
    check: 'inputs',
    code: 'ERR_REQUEST_BODY_TOO_LARGE',
    press: async (t) => t.handler.refuse(new CountersignError('ERR_REQUEST_BODY_TOO_LARGE')),
  },
  {
    name: 'no limited-purpose token',
    check: 'limited-token',
    code: 'ERR_ACTION_LIMITED_TOKEN',
    press: async (t) => t.handler.handle(forgeRequest({ token: await t.mint(ADELE) })),
  },
  {
    name: 'another kind',
    check: 'kind',
    code: 'ERR_ACTION_KIND',
    press: forge({ cst: sealClaims({ kind: 'leave' }) }),
  },
  {
    name: 'another sender',
    check: 'sender',
    code: 'ERR_ACTION_SENDER',
    press: forge({ cst: sealClaims({ sender: 'other@contoso.com' }) }),
  },
  {
    name: 'a closed card',
    check: 'version',
    code: 'ERR_ACTION_CLOSED',
    press: forge({ cst: sealClaims({ iat: NOON / 1000 - 15 * 86_400 }) }),
  },
  {
    name: 'another correlation',
    check: 'correlation',
    code: 'ERR_ACTION_CORRELATION',
    press: forge({ cst: sealClaims({ correlationId: 'sealed' }) }),
  },
  {
    name: 'another actor',
    check: 'actor',
    code: 'ERR_ACTION_FORBIDDEN',
    press: async (t) => t.press(await t.send(), 'approve', ALEX),
  },
  {
    name: 'an input that the schema refuses',
    check: 'inputs',
    code: 'ERR_REQUEST_INPUT',
    press: async (t) => t.press(await t.send(), 'approve', ADELE, { inputs: { comment: 'x'.repeat(501) } }),
  },
  {
    name: 'a ledger that is down',
    check: 'reserve',
    code: 'ERR_LEDGER_UNAVAILABLE',
    options: broken('reserve'),
    press: async (t) => t.press(await t.send(), 'approve'),
  },
  {
    name: 'a withdrawn item, shown as it is now',
    check: 'version',
    code: 'ERR_ACTION_WITHDRAWN',
    then: 'action.repeated',
    press: async (t) => {
      const card = await t.send()
      await t.kind.withdraw('1234')
      return t.press(card, 'approve')
    },
  },
  {
    name: 'a withdrawn item without a view',
    check: 'version',
    code: 'ERR_ACTION_WITHDRAWN',
    options: withoutView,
    press: async (t) => {
      const card = await t.send()
      await t.kind.withdraw('1234')
      return t.press(card, 'approve')
    },
  },
  {
    name: 'another decision of the same actor',
    check: 'reserve',
    code: 'ERR_ACTION_DECIDED',
    before: async (t) => t.press(await t.send(), 'approve'),
    press: async (t) => t.press(await t.mailbox.readCard(ADELE.address), 'reject'),
  },
  {
    name: 'a handler that throws',
    check: 'handler',
    code: 'ERR_ACTION_HANDLER',
    options: {
      handler: () => {
        throw new Error('mine')
      },
    },
    press: async (t) => t.press(await t.send(), 'approve'),
  },
  {
    name: 'a handler that answers nothing',
    check: 'handler',
    code: 'ERR_ACTION_ANSWER',
    options: { handler: () => undefined as never },
    press: async (t) => t.press(await t.send(), 'approve'),
  },
  {
    name: 'an outcome that cannot be recorded',
    check: 'settle',
    code: 'ERR_ACTION_IN_DOUBT',
    options: broken('settle'),
    press: async (t) => t.press(await t.send(), 'approve'),
  },
  {
    name: 'a mistake without a code',
    check: 'inputs',
    code: undefined,
    then: 'service.failed',
    options: {
      kind: {
        input: {
          '~standard': {
            version: 1,
            vendor: 'test',
            validate: () => {
              throw new TypeError('mine')
            },
          },
        } as never,
      },
    },
    press: async (t) => t.press(await t.send(), 'approve'),
  },
  {
    name: 'a service that closes',
    check: 'headers',
    code: 'ERR_ACTION_CLOSING',
    before: (t) => t.service.close(),
    press: forge({}),
  },
]

describe('action.checked', () => {
  it('tells every step of an action that runs, in order, with its time, joined by the request id', async () => {
    const t = createTestService()
    const card = await t.send(ADELE, { version: 3 })
    await t.press(card, 'approve', ADELE, { requestId: 'press-1' })
    const checks = checksOf(t.events)
    assert.deepEqual(
      checks.map(({ check, verdict }) => `${check} ${verdict}`),
      [
        'headers',
        'action-token',
        'limited-token',
        'kind',
        'sender',
        'correlation',
        'actor',
        'inputs',
        'version',
        'reserve',
        'handler',
        'settle',
      ].map((check) => `${check} passed`),
    )
    for (const { durationMs, requestId, code } of checks) {
      assert.ok(Number.isFinite(durationMs) && durationMs >= 0)
      assert.deepEqual([requestId, code], ['press-1', undefined])
    }
    const valueOf = (wanted: string): string | undefined =>
      checks.find(({ check }) => check === wanted)?.value
    assert.equal(valueOf('action-token'), 'entra')
    assert.equal(valueOf('kind'), 'expense 1234, version 3, approve')
    assert.equal(valueOf('handler'), 'done')
    assert.deepEqual(t.events.at(-1)?.type, 'action.settled')
  })

  it('tells of a repeat that the recorded answer was given and nothing ran', async () => {
    const t = createTestService()
    const card = await t.send()
    await t.press(card, 'approve')
    const before = t.events.length
    await t.press(card, 'approve')
    const again = checksOf(t.events.slice(before))
    assert.deepEqual([again.at(-1)?.check, again.at(-1)?.verdict], ['reserve', 'passed'])
    assert.match(again.at(-1)?.value ?? '', /recorded answer/)
  })

  it('tells of a read that a view was shown', async () => {
    const t = createTestService()
    const card = await t.send(ADELE, {
      card: ({ action, refresh }) => ({
        ...plainCard('Expense 1234'),
        actions: [action('approve', { title: 'Approve' })],
        autoInvokeAction: refresh(),
      }),
    })
    await t.open(card)
    const last = checksOf(t.events).at(-1)
    assert.deepEqual([last?.check, last?.verdict, last?.value], ['handler', 'passed', 'view'])
    assert.equal(
      checksOf(t.events).find(({ check }) => check === 'kind')?.value,
      'expense 1234, version 0, to be read',
    )
  })

  for (const { name, check, code, options, before, press, then = 'action.refused' } of CASES) {
    it(`${name}: exactly one refused check, ${check} with ${code ?? 'no code'}, before ${then}`, async () => {
      const t = createTestService(options)
      await before?.(t)
      const from = t.events.length
      await press(t)
      const events = t.events.slice(from)
      const refused = checksOf(events).filter(({ verdict }) => verdict === 'refused')
      assert.deepEqual(
        refused.map((each) => [each.check, each.code]),
        [[check, code]],
      )
      const [first] = refused
      assert.ok(first)
      const place = events.findIndex(({ type }) => type === then)
      assert.ok(place > events.indexOf(first), `${then} comes after its check`)
      const passed = checksOf(events.slice(events.indexOf(first) + 1))
      assert.deepEqual(passed, [], 'nothing passes after a refusal')
    })
  }

  it('a handler that fails after the answer left is still told, once', async () => {
    let fail: (error: Error) => void = () => undefined
    const t = createTestService({
      service: { budgets: { actMs: 5 } },
      handler: () =>
        new Promise((_resolve, reject) => {
          fail = reject
        }),
    })
    await t.press(await t.send(), 'approve')
    assert.ok(t.events.some(({ type }) => type === 'action.late'))
    fail(new Error('mine'))
    await t.service.close()
    assert.deepEqual(
      checksOf(t.events)
        .filter(({ verdict }) => verdict === 'refused')
        .map(({ check, code }) => [check, code]),
      [['handler', 'ERR_ACTION_HANDLER']],
    )
  })

  it('is neither made nor measured where nobody listens', async (context) => {
    const t = createTestService({ service: { onEvent: undefined as never } })
    const card = await t.send()
    const clock = context.mock.method(performance, 'now')
    await t.press(card, 'approve')
    await t.press(card, 'approve', ALEX)
    assert.deepEqual(clock.mock.callCount(), 0)
    assert.deepEqual(t.runs.length, 1)
    const stop = t.service.onEvent(() => undefined)
    await t.press(card, 'approve')
    assert.ok(clock.mock.callCount() > 0)
    stop()
  })

  it('H05: shows no token, key, address or claim of a person', async () => {
    const t = createTestService({ handler: () => answer.declined('SECRET-answer') })
    const card = await t.send()
    const claims = { upn: 'SECRET-upn', name: 'SECRET-name', uti: 'SECRET-uti' }
    const token = await platform.mintEntra(ADELE, { now: NOON, claims })
    const sealed = sealClaims({ correlationId: 'SECRET-correlation' })
    await t.press(card, 'approve', ADELE, { token, inputs: { comment: 'SECRET-comment' } })
    for (const cst of [sealed, sealClaims({ kind: 'SECRET-kind' }), sealClaims({ jti: 'SECRET-jti' })]) {
      await t.handler.handle(forgeRequest({ token, cst, headers: { 'x-other': 'SECRET-header' } }))
    }
    const written = inspect(checksOf(t.events), { depth: 9, maxArrayLength: null, maxStringLength: null })
    assert.doesNotMatch(written, /SECRET|eyJ|adele|contoso/i)
    for (const secret of [token.slice(-40), sealed.slice(-20), ADELE.objectId, ADELE.tenantId]) {
      assert.equal(written.includes(secret), false)
    }
  })
})
