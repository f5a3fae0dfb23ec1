import MarkdownIt from 'markdown-it'
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
