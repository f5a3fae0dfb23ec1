import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  bindCard,
  decodeInputs,
  encodeInputs,
  lintCard,
  substituteInputs,
  walkActions,
} from '../../../src/cards/index.js'
import type { ActionHttp, BindCardOptions, OutlookCard } from '../../../src/cards/index.js'
import { exampleCard } from '../example-card.js'

const TOKEN = 'eyJhbGciOiJkaXIifQ..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA'
const URL_OF_KIND = 'https://expenses.example/act'

function bind(card: OutlookCard, options: Partial<BindCardOptions> = {}): OutlookCard {
  return bindCard(card, { decisions: ['approve'], url: URL_OF_KIND, tokenFor: () => TOKEN, ...options })
}

function actionOf(card: OutlookCard, id: string): ActionHttp {
  const found = [...walkActions(card)].find(({ action }) => action.id === id)?.action
  assert.ok(found?.type === 'Action.Http')
  return found
}

function withAction(action: Partial<ActionHttp>): OutlookCard {
  const base = { type: 'Action.Http', id: 'approve', method: 'POST', url: '', body: '' }
  return exampleCard({ actions: [{ ...base, ...action } as ActionHttp] })
}

function recordInto(asked: string[]): BindCardOptions['tokenFor'] {
  return (decision, purpose) => {
    asked.push(`${decision} ${purpose}`)
    return TOKEN
  }
}

describe('bindCard', () => {
  it('gives each decision its url and token, and leaves the original alone', () => {
    const card = exampleCard()
    const asked: string[] = []
    const bound = bind(card, {
      tokenFor: recordInto(asked),
    })
    assert.deepEqual(asked, ['approve act'])
    assert.equal(actionOf(bound, 'approve').url, `${URL_OF_KIND}?cst=${TOKEN}`)
    assert.deepEqual(card, exampleCard())
    assert.ok(Object.isFrozen(bound) && Object.isFrozen(bound.actions?.[0]))
  })

  it('adds to a query that is there', () => {
    const bound = bind(exampleCard(), { url: `${URL_OF_KIND}?v=2`, parameter: 'token' })
    assert.equal(actionOf(bound, 'approve').url, `${URL_OF_KIND}?v=2&token=${TOKEN}`)
  })

  it('binds decisions wherever they stand', () => {
    const button = exampleCard().actions?.[0]
    assert.ok(button)
    const bound = bind(exampleCard({ actions: [], body: [{ type: 'ActionSet', actions: [button] }] }))
    assert.equal(actionOf(bound, 'approve').url, `${URL_OF_KIND}?cst=${TOKEN}`)
  })

  it('leaves an Action.Http alone that is no decision', () => {
    const bound = bind(exampleCard(), { decisions: ['reject'] })
    assert.deepEqual(bound, exampleCard())
  })

  it('puts the token into a header', () => {
    const action = actionOf(bind(exampleCard(), { placement: 'header' }), 'approve')
    assert.equal(action.url, URL_OF_KIND)
    assert.deepEqual(action.headers, [{ name: 'cst', value: TOKEN }])
  })

  it('puts the token into a body of inputs, as a field of its own', () => {
    const card = withAction({ ...encodeInputs(['comment']) })
    const { body = '', headers } = actionOf(bind(card, { placement: 'body' }), 'approve')
    const sent = substituteInputs(body, { comment: '"&' })
    assert.deepEqual(
      { ...decodeInputs(headers?.[0]?.value ?? '', Buffer.from(sent)) },
      { cst: TOKEN, comment: '"&' },
    )
  })

  it('puts the token into an empty, a JSON and a URL-encoded body', () => {
    const bodyOf = (action: Partial<ActionHttp>): string =>
      actionOf(bind(withAction(action), { placement: 'body' }), 'approve').body ?? ''
    assert.equal(bodyOf({}), `cst=${TOKEN}`)
    assert.deepEqual(JSON.parse(bodyOf({ body: '{"a":1}' })), { cst: TOKEN, a: 1 })
    const headers = [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }]
    assert.equal(bodyOf({ body: 'a=1', headers }), `a=1&cst=${TOKEN}`)
  })

  it('B01: refuses to put the token beside unescaped inputs', () => {
    for (const body of ['{"c":"{{comment.value}}"}', 'c={{comment.value}}', '{{comment.value}}'])
      assert.throws(() => bind(withAction({ body }), { placement: 'body' }), { code: 'ERR_CARD_BIND' })
  })

  it('L12: refuses a token where one stands already', () => {
    assert.throws(() => bind(exampleCard(), { url: `${URL_OF_KIND}?cst=x` }), { code: 'ERR_CARD_BIND' })
    const headers = [{ name: 'CST', value: 'x' }]
    assert.throws(() => bind(withAction({ headers }), { placement: 'header' }), { code: 'ERR_CARD_BIND' })
    assert.throws(() => bind(withAction({ body: '{"cst":"x"}' }), { placement: 'body' }), {
      code: 'ERR_CARD_BIND',
    })
    const form = withAction({ ...encodeInputs(['cst']) })
    assert.throws(() => bind(form, { placement: 'body' }), { code: 'ERR_CARD_BIND' })
  })

  it('L05: refuses a decision by GET', () => {
    const card = exampleCard({
      actions: [{ type: 'Action.Http', id: 'approve', method: 'GET', url: URL_OF_KIND }],
    })
    assert.throws(() => bind(card), { code: 'ERR_CARD_BIND' })
  })

  it('L06: binds autoInvokeAction for reading only, and refuses a decision there', () => {
    const auto = { type: 'Action.Http', method: 'POST', url: '', body: '' } as const
    const asked: string[] = []
    const card = exampleCard({ autoInvokeAction: auto })
    const bound = bind(card, {
      tokenFor: recordInto(asked),
    })
    assert.deepEqual(asked, ['approve act', 'view read'])
    assert.equal(bound.autoInvokeAction?.url, `${URL_OF_KIND}?cst=${TOKEN}`)
    assert.throws(() => bind(exampleCard({ autoInvokeAction: { ...auto, id: 'approve' } })), {
      code: 'ERR_CARD_BIND',
    })
    const other = { ...auto, url: 'https://other.example/' }
    assert.deepEqual(bind(exampleCard({ autoInvokeAction: other })).autoInvokeAction, other)
  })

  it('B05: refuses a url that is not https, has a fragment or placeholders', () => {
    for (const url of [
      'http://a.example/',
      'https://a.example/#x',
      'https://a.example/{{comment.value}}',
      '/act',
      '',
    ])
      assert.throws(() => bind(exampleCard(), { url }), { code: 'ERR_CARD_BIND' })
  })

  it('makes no token where the options are wrong', () => {
    const tokenFor = (): string => assert.fail('no token may be made')
    assert.throws(() => bind(exampleCard(), { url: 'http://a.example/', tokenFor }), {
      code: 'ERR_CARD_BIND',
    })
  })

  it('leaves a card that lint finds no error in', () => {
    const headers = encodeInputs(['comment'])
    for (const placement of ['query', 'header', 'body'] as const) {
      const bound = bind(withAction({ ...headers }), { placement })
      const errors = lintCard(bound, {
        decisions: ['approve'],
        targets: ['https://expenses.example'],
      }).filter(({ severity }) => severity === 'error')
      assert.deepEqual(errors, [])
    }
  })
})
