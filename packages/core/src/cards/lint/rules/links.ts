import { isJsonObject, type JsonObject } from '../../tree/json-object.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_LINK_SCHEME: {
    severity: 'error',
    message:
      'A link or image has a scheme that runs code or opens a file (javascript, data, vbscript, file …).',
    hint: 'Link with https.',
  },
  CARD_LINK_FORM: {
    severity: 'error',
    message: 'A link is no absolute URL.',
    hint: 'Write the whole address, with https:// in front.',
  },
  CARD_IMAGE_DATA: {
    severity: 'warning',
    message:
      'An image is embedded as a data: URL, which clients may not show and which makes the card large.',
    hint: 'Link to the image with https.',
  },
  CARD_IMAGE_NOT_HTTPS: {
    severity: 'warning',
    message:
      'An image is not fetched with https: it may not be shown, and others can see or change it on the way.',
    hint: 'Link to the image with https.',
  },
})

const FORBIDDEN = new Set([
  'javascript',
  'vbscript',
  'data',
  'file',
  'blob',
  'filesystem',
  'view-source',
  'about',
])
const MARKDOWN_LINK = /\]\(\s{0,16}<?([^)>\s]{1,200})/g
const TEXT_MEMBERS = ['text', 'value', 'title', 'label', 'altText', 'fallbackText']

interface Link {
  readonly kind: 'link' | 'image' | 'markdown'
  readonly url: string
  readonly path: string
}

/** B12: schemes that a click or a picture must never reach. */
export const linksRule = defineRule({
  findings,
  check({ nodes }, report) {
    for (const { kind, url, path } of nodes.flatMap(({ node, path }) => listLinks(node, path))) {
      const scheme = readScheme(url)
      const isPicture = kind === 'image' && scheme === 'data' && /^data:image\/(png|jpe?g|gif)[;,]/i.test(url)
      if (isPicture) report('CARD_IMAGE_DATA', path)
      else if (scheme !== undefined && FORBIDDEN.has(scheme)) report('CARD_LINK_SCHEME', path)
      else if (kind === 'image' && scheme !== 'https') report('CARD_IMAGE_NOT_HTTPS', path)
      else if (scheme === undefined) report('CARD_LINK_FORM', path)
    }
  },
})

/** True for a link that runs code or opens a file. */
export function isForbiddenLink(url: string): boolean {
  const scheme = readScheme(url)
  return scheme !== undefined && FORBIDDEN.has(scheme)
}

function listLinks(node: JsonObject, path: string): Link[] {
  const links: Link[] = []
  const add = (kind: Link['kind'], member: string): void => {
    const url = node[member]
    if (typeof url === 'string') links.push({ kind, url, path: `${path}/${member}` })
  }
  if (node.type === 'Action.OpenUrl') add('link', 'url')
  else if (node.type !== 'Action.Http') add('image', 'url')
  for (const member of ['iconUrl', 'backgroundImage', 'poster']) add('image', member)
  for (const member of TEXT_MEMBERS) {
    const text = node[member]
    if (typeof text !== 'string' || isJsonObject(text)) continue
    for (const match of text.matchAll(MARKDOWN_LINK))
      links.push({ kind: 'markdown', url: match[1] ?? '', path: `${path}/${member}` })
  }
  return links
}

// eslint-disable-next-line no-control-regex -- control characters are the point
const DROPPED_BY_BROWSERS = /[\u0000-\u0020\u007f-\u00a0]/g

/** The scheme as a browser sees it: without the white space and control characters that it drops. */
function readScheme(url: string): string | undefined {
  const decoded = url.replace(/&(?:#0*58|#x0*3a|colon);?/gi, ':').replace(/&(?:tab|newline);/gi, '')
  return /^([a-z][a-z0-9+.-]*):/i.exec(decoded.replace(DROPPED_BY_BROWSERS, ''))?.[1]?.toLowerCase()
}
