import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { parse } from 'parse5'
import { renderReport } from '../../src/demo/report/render-report.js'

const HOSTILE = `</pre><script>alert(1)</script><img src=x onerror='a'>"&`

describe('the report of the demo', () => {
  const html = renderReport({
    at: new Date(0),
    steps: [
      {
        number: 1,
        title: HOSTILE,
        explains: HOSTILE,
        elapsedSeconds: 1,
        outcome: {
          checks: [{ what: HOSTILE, found: HOSTILE, ok: false }],
          code: HOSTILE,
          picture: HOSTILE,
        },
      },
    ],
  })
  const elements = [...walk(parse(html))]

  it('escapes whatever it shows', () => {
    assert.deepEqual(
      elements.filter(({ nodeName }) => nodeName === 'script' || nodeName === 'img'),
      [],
    )
    const texts = elements.filter(
      ({ nodeName, value }) => nodeName === '#text' && value?.includes('alert(1)'),
    )
    assert.equal(texts.length, 6)
  })

  it('loads nothing, and its policy allows nothing but its own style sheet', () => {
    const attributes = elements.flatMap(({ attrs = [] }) => attrs.map(({ name }) => name))
    assert.deepEqual(
      attributes.filter((name) => ['src', 'href', 'style', 'action'].includes(name) || name.startsWith('on')),
      [],
    )
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    assert.match(
      html,
      new RegExp(`default-src &#39;none&#39;; style-src &#39;sha256-${hash.replaceAll('+', '\\+')}&#39;`),
    )
    assert.doesNotMatch(style, /url\(|@import/)
  })
})

interface Node {
  readonly nodeName: string
  readonly value?: string
  readonly attrs?: readonly { readonly name: string }[]
  readonly childNodes?: readonly Node[]
}

function* walk(node: Node): Generator<Node> {
  yield node
  for (const child of node.childNodes ?? []) yield* walk(child)
}
