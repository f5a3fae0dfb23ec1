import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignTypeError } from '@countersign/core'
import { createService, type Service } from '../../src/index.js'
import { AUDIENCE, BOT_APP_ID, ORIGINATOR, SCOPE, TENANT } from '../support/test-platform.js'
import { createTestService, platform } from '../support/test-service.js'

const GOOD = { audience: AUDIENCE, scope: SCOPE, tenants: [TENANT], jwks: platform.jwks }
const WEBHOOK_KEY = Buffer.alloc(32, 7).toString('base64')

/** As JavaScript calls, which knows no types. */
type Untyped = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>

function untype(value: object): Untyped {
  return value as Untyped
}

async function problemOf(code: string, run: () => unknown): Promise<string> {
  try {
    await run()
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError, String(error))
    assert.equal(error.code, code)
    return error.problems.join('\n')
  }
  return assert.fail('it was accepted')
}

function create(options: Readonly<Record<string, unknown>>): Service {
  return createService({ ...GOOD, ...options })
}

describe('a service that is used wrongly', () => {
  it('says so where there are no options at all', async () => {
    for (const options of [undefined, null, 5, 'x', []]) {
      const problem = await problemOf('ERR_CONFIG_INVALID', () => createService(options as never))
      assert.match(problem, /^createService needs an object with its options/)
    }
  })

  const forms: readonly (readonly [option: string, wrong: readonly unknown[]])[] = [
    ['bot', [null, 5, 'x', []]],
    ['budgets', [null, 5, 'x', []]],
    ['forwardEvents', [null, 5]],
    ['trustEmulator', [null, 5]],
    ['dkim', [null, 5]],
    ['transport', [null, 5, {}]],
    ['jwks', [null, 5, {}, { keys: 5 }, []]],
    ['onEvent', [null, 5, {}]],
    ['now', [null, 5]],
    ['fetch', [null, 5]],
    ['resolveActor', [null, 5]],
    ['name', [null, 5, {}]],
    ['originator', [null, 5]],
    ['sender', [null, 5]],
    ['senderName', [null, 5]],
    ['smtp', [null, 5]],
    ['signingKey', [null, 5, {}]],
    ['limitedKeys', [null, 5, {}]],
    ['ledger', [null, 5, {}]],
    ['tenants', [5]],
    ['objectIds', [null, 5]],
    ['webhookHosts', [null, 5]],
    ['webhookKeys', [null, 5, [], ['short'], WEBHOOK_KEY]],
    ['clockSkewSeconds', [null, '5']],
    ['leaseMs', [null, '5']],
  ]
  for (const [option, wrong] of forms) {
    it(`names the option ${option} where it has another form`, async () => {
      for (const value of wrong) {
        const problem = await problemOf('ERR_CONFIG_INVALID', () => create({ [option]: value }))
        assert.match(problem, new RegExp(`^${option}\\b`, 'm'), JSON.stringify(value))
      }
    })
  }

  it('K03: names the key set of the bot', async () => {
    const bot = { appId: BOT_APP_ID, jwks: 5 }
    assert.match(await problemOf('ERR_CONFIG_INVALID', () => create({ bot })), /^bot\.jwks/m)
  })

  it('H05: repeats no webhook key', async () => {
    const webhookKeys = [WEBHOOK_KEY.slice(1)]
    const problem = await problemOf('ERR_CONFIG_INVALID', () => create({ webhookKeys }))
    assert.doesNotMatch(problem, /BwcH/)
  })

  it('answers calls of the service without what they need', async () => {
    const service = untype(create({ ledger: 'memory:', originator: ORIGINATOR, webhookKeys: [WEBHOOK_KEY] }))
    const withBot = untype(create({ bot: { appId: BOT_APP_ID, jwks: platform.botJwks } }))
    const { handler } = createTestService()
    for (const [code, expected, run] of [
      ['ERR_CONFIG_INVALID', /^bot: name at least one handler/m, () => withBot['bot']?.()],
      ['ERR_CONFIG_INVALID', /^bot: name at least one handler/m, () => withBot['bot']?.(5)],
      ['ERR_CONFIG_INVALID', /^bot: handler 1 is not/m, () => withBot['bot']?.([null])],
      ['ERR_CONFIG_INVALID', /^bot: the second argument/m, () => withBot['bot']?.([handler], null)],
      ['ERR_CONFIG_INVALID', /^teamsWebhook needs an object/, () => service['teamsWebhook']?.()],
      ['ERR_CONFIG_INVALID', /^teamsWebhook needs an object/, () => service['teamsWebhook']?.(null)],
      ['ERR_CONFIG_LINKING', /^linking needs an object/, () => service['linking']?.()],
      ['ERR_CONFIG_LINKING', /^linking needs an object/, () => service['linking']?.(null)],
      ['ERR_CONFIG_LINKING', /^store/m, () => service['linking']?.({})],
      ['ERR_CONFIG_KIND', /needs an object/, () => service['define']?.('expense')],
      ['ERR_CONFIG_KIND', /needs an object/, () => service['define']?.('expense', null)],
      ['ERR_CONFIG_KIND', /decisions must name/, () => service['define']?.('expense', {})],
      ['ERR_CONFIG_INVALID', /^onEvent/, () => service['onEvent']?.()],
    ] as const) {
      assert.match(await problemOf(code, run), expected)
    }
  })

  it('answers calls of a kind without what they need', async () => {
    const t = createTestService()
    const kind = untype(t.kind)
    const card = { type: 'AdaptiveCard', version: '1.0', body: [] }
    const mail = { item: '1', subject: 'x', card }
    for (const [code, expected, run] of [
      ['ERR_CONFIG_SEND', /^send needs an object/, () => kind['send']?.()],
      ['ERR_CONFIG_SEND', /^send needs an object/, () => kind['send']?.(null)],
      ['ERR_CONFIG_SEND', /^to must name/m, () => kind['send']?.({ ...mail })],
      ['ERR_CONFIG_SEND', /^to, entry 1/m, () => kind['send']?.({ ...mail, to: [null] })],
      ['ERR_CONFIG_SEND', /^card must/m, () => kind['send']?.({ ...mail, to: 'a@contoso.com', card: null })],
      [
        'ERR_CARD_LINT',
        /CARD_TYPE/,
        () => kind['send']?.({ ...mail, to: 'a@contoso.com', card: () => undefined }),
      ],
      ['ERR_CONFIG_POST', /^post needs an object/, () => kind['post']?.()],
      ['ERR_CONFIG_POST', /^card must/m, () => kind['post']?.({ item: '1', to: 'x' })],
      ['ERR_CONFIG_POST', /^cardFor needs an object/, () => kind['cardFor']?.()],
      ['ERR_CONFIG_POST', /^card must/m, () => kind['cardFor']?.({ item: '1' })],
      ['ERR_CONFIG_SEND', /^withdraw needs/, () => kind['withdraw']?.()],
    ] as const) {
      assert.match(await problemOf(code, run), expected)
    }
    assert.deepEqual(
      t.events.map(({ type }) => type),
      ['service.started'],
    )
  })
})
