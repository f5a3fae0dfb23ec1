import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listCardButtons, walkActions } from '../../src/cards/index.js'

const http = (id: string): object => ({
  type: 'Action.Http',
  id,
  method: 'POST',
  url: 'https://a.example',
  body: '',
})

const card = {
  type: 'AdaptiveCard',
  version: '1.0',
  actions: [
    http('a1'),
    { type: 'Action.ShowCard', id: 'show', card: { type: 'AdaptiveCard', actions: [http('inner')] } },
  ],
  autoInvokeAction: http('auto'),
  body: [
    { type: 'ActionSet', actions: [http('set')] },
    {
      type: 'Container',
      selectAction: http('select'),
      items: [{ type: 'Input.Text', id: 'i', inlineAction: http('inline') }],
    },
    { type: 'ColumnSet', columns: [{ items: [{ type: 'Image', url: 'x', selectAction: http('image') }] }] },
    { type: 'Unheard', of: { deep: [[http('unknown')]] } },
    { type: 'Unheard', fallback: { type: 'ActionSet', actions: [http('fallback')] } },
    { type: 'Action.Data', data: http('data'), initializationContext: http('context') },
  ],
}

describe('walkActions', () => {
  it('finds every action, in drawing order, with its JSON pointer', () => {
    const found = [...walkActions(card)].map(({ action, path }) => [action.id, path])
    assert.deepEqual(found, [
      ['set', '/body/0/actions/0'],
      ['select', '/body/1/selectAction'],
      ['inline', '/body/1/items/0/inlineAction'],
      ['image', '/body/2/columns/0/items/0/selectAction'],
      ['unknown', '/body/3/of/deep/0/0'],
      ['fallback', '/body/4/fallback/actions/0'],
      [undefined, '/body/5'],
      ['a1', '/actions/0'],
      ['show', '/actions/1'],
      ['inner', '/actions/1/card/actions/0'],
      ['auto', '/autoInvokeAction'],
    ])
  })

  it('lists the buttons only', () => {
    const ids = listCardButtons(card).map(({ action }) => action.id)
    assert.deepEqual(ids, ['set', 'inline', 'fallback', 'a1', 'show', 'inner'])
  })

  it('writes pointers as RFC 6901 does', () => {
    const [found] = walkActions({ 'a/b~c': http('x') })
    assert.equal(found?.path, '/a~1b~0c')
  })

  it('ends on anything that is no card, and on endless nesting', () => {
    for (const value of [null, undefined, 1, 'x', []]) assert.deepEqual([...walkActions(value)], [])
    const endless: { self?: object } = {}
    endless.self = endless
    assert.deepEqual([...walkActions(endless)], [])
  })
})
