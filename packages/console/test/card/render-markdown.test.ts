import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { loadPageModule } from '../load-page-module.js'

const { renderMarkdown } = await loadPageModule<{ readonly renderMarkdown: (text: string) => string }>(
  'card/render-markdown.ts',
)

const ALLOWED_TAGS = new Set(['p', 'br', 'em', 'strong', 'ul', 'ol', 'li', 'a'])
const ALLOWED_LINK = /^(?:https?:\/\/|mailto:|tel:)/i

describe('renderMarkdown', () => {
  it('draws what cards use', () => {
    const html = renderMarkdown('**bold** _slanted_ [policy](https://contoso.example/a?b=1)\n\n- one\n- two')
    assert.match(html, /<strong>bold<\/strong> <em>slanted<\/em>/)
    assert.match(
      html,
      /<a href="https:\/\/contoso\.example\/a\?b=1" target="_blank" rel="noopener noreferrer">policy<\/a>/,
    )
    assert.match(html, /<li>one<\/li>/)
  })

  it('B12: a link that runs or embeds something stays text', () => {
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'javascript&colon;alert(1)',
      'java&#x73;cript:alert(1)',
      'data:text/html,x',
      'data:image/png;base64,AAAA',
      'vbscript:x',
      'file:///etc/passwd',
      '/api/v1/status',
      '//evil.example/',
    ]) {
      assert.doesNotMatch(renderMarkdown(`[a](${address}) [b](<${address}>)`), /<a /, address)
    }
  })

  it('B12: a link to nowhere stays text, for it would open the inbox again', () => {
    for (const text of ['[a]()', '[]()', '[a](<>)', '[a]( "title")', '**[a]()** [b](https://b.example/)']) {
      assert.doesNotMatch(renderMarkdown(text), /href=""/, text)
    }
    assert.match(
      renderMarkdown('[a]() [b](https://b.example/)'),
      /^<p>a <a href="https:\/\/b\.example\/"[^>]*>b<\/a><\/p>/,
    )
  })

  it('B12: a picture is named and not loaded', () => {
    const html = renderMarkdown('![a "pixel"](https://evil.example/p.png)')
    assert.doesNotMatch(html, /<img|evil\.example/)
    assert.match(html, /Picture blocked: a &quot;pixel&quot;/)
  })

  it('B12: no text makes another element, attribute or link than those', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '!',
        '<',
        '>',
        '"',
        '*',
        '_',
        '\n',
        '- ',
        '&#',
        'javascript:',
        'data:',
        '<img src=x onerror=y>',
        '<script>',
        'https://a.example/',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        checkNodes(parseFragment(renderMarkdown(pieces.join(''))).childNodes)
      }),
      { numRuns: 2_000 },
    )
  })
})

function checkNodes(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): void {
  for (const node of nodes) {
    if (!('tagName' in node)) continue
    assert.ok(ALLOWED_TAGS.has(node.tagName), node.tagName)
    for (const { name, value } of node.attrs) {
      assert.ok(['href', 'target', 'rel', 'title', 'start'].includes(name), name)
      if (name === 'href') assert.match(value, ALLOWED_LINK)
    }
    checkNodes(node.childNodes)
  }
}
