import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadPageModule } from '../load-page-module.js'

type Json = Readonly<Record<string, unknown>>

const { listSentInputs } = await loadPageModule<{
  readonly listSentInputs: (action: Json) => ReadonlySet<string>
}>('card/list-sent-inputs.ts')
const { readThemeColor } = await loadPageModule<{
  readonly readThemeColor: (card: Json) => string | undefined
}>('card/read-theme-color.ts')

describe('listSentInputs', () => {
  it('names the inputs in the body, and no others', () => {
    const action = {
      url: '{{a.value}}',
      body: '{{b.value}}&{{c d.value}}&{{b.value}}',
      headers: ['{{e.value}}'],
    }
    assert.deepEqual([...listSentInputs(action)], ['b', 'c d'])
    for (const body of [undefined, 7, '', '{{b}}']) assert.equal(listSentInputs({ body }).size, 0)
  })
})

describe('readThemeColor', () => {
  it('takes six hexadecimal digits, with or without the sign', () => {
    assert.equal(readThemeColor({ themeColor: '0078D7' }), '#0078D7')
    assert.equal(readThemeColor({ themeColor: '#0078d7' }), '#0078d7')
  })

  it('B12: takes nothing else into a style', () => {
    for (const themeColor of [
      'red',
      '0078D',
      '0078D7;x',
      'url(https://evil.example/)',
      '#0078D7\n',
      7,
      undefined,
    ])
      assert.equal(readThemeColor({ themeColor }), undefined)
  })
})
