import MarkdownIt, { type Token } from 'markdown-it'
import { toSafeLink } from './safe-link.js'

/** The markdown that Outlook's cards know: emphasis, lists, links. No HTML, no tables, no code; a picture is named, not loaded. */
const markdown = new MarkdownIt('zero', { html: false, linkify: false, breaks: false }).enable([
  'emphasis',
  'link',
  'image',
  'list',
  'newline',
  'escape',
  'entity',
])
markdown.validateLink = (address) => toSafeLink(address) !== undefined
// `validateLink` is asked about an empty destination too, but its answer is not heeded: `[a]()` would open this page.
markdown.core.ruler.push('empty_links', ({ tokens }) => {
  for (const token of tokens) if (token.children) token.children = dropEmptyLinks(token.children)
})
markdown.renderer.rules.link_open = (tokens, index, options, _environment, renderer) => {
  const token = tokens[index]
  token?.attrSet('target', '_blank')
  token?.attrSet('rel', 'noopener noreferrer')
  return renderer.renderToken(tokens, index, options)
}
markdown.renderer.rules.image = (tokens, index) => {
  const name = tokens[index]?.content ?? ''
  return markdown.utils.escapeHtml(name === '' ? 'Picture blocked' : `Picture blocked: ${name}`)
}

export function renderMarkdown(text: string): string {
  return markdown.render(text)
}

/** Takes the link away from around its text; links do not nest in markdown. */
function dropEmptyLinks(tokens: readonly Token[]): Token[] {
  let isEmpty = false
  return tokens.filter((token) => {
    if (token.type === 'link_open') isEmpty = (token.attrGet('href') ?? '') === ''
    return !(isEmpty && (token.type === 'link_open' || token.type === 'link_close'))
  })
}
