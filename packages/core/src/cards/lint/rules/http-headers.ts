import { isReservedHeader } from '../../../actions/reserved-header.js'
import { isJsonObject } from '../../tree/json-object.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule, type Report } from '../lint-rule.js'

const findings = defineFindings({
  CARD_HEADERS_FORM: {
    severity: 'error',
    message: 'headers is not a list of objects with name and value.',
    hint: 'Write "headers": [{ "name": "Content-Type", "value": "application/json" }].',
  },
  CARD_HEADER_NAME: {
    severity: 'error',
    message: 'The name of a header has characters that no header name may have.',
    hint: 'Use letters, digits and hyphens; names are not substituted.',
  },
  CARD_HEADER_VALUE: {
    severity: 'error',
    message: 'The value of a header is not a text on one line.',
    hint: 'Give a string without line breaks and control characters.',
  },
  CARD_HEADER_REPEATED: {
    severity: 'error',
    message: 'A header is set twice.',
    hint: 'Set each header once.',
  },
  CARD_HEADER_RESERVED: {
    severity: 'error',
    message: 'A card must not set this header: the platform, a proxy or Countersign does.',
    hint: 'Leave the header out, or choose a name of your own.',
  },
  CARD_AUTHORIZATION_NULL: {
    severity: 'error',
    message: 'The header Authorization is null: this spelling is withdrawn.',
    hint: 'Set its value to "" to get the token in Action-Authorization.',
  },
  CARD_AUTHORIZATION_VALUE: {
    severity: 'error',
    message: 'The header Authorization has a value: it collides with the token that the platform sends.',
    hint: 'Set its value to "" to get the token in Action-Authorization, or leave the header out.',
  },
})

type Code = keyof typeof findings

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/
// eslint-disable-next-line no-control-regex -- control characters are the point
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/

/** H07: names that a card must not set, and the two ways to write Authorization that do not work. */
export const httpHeadersRule = defineRule<Code>({
  findings,
  check({ httpActions }, report) {
    for (const { node, path } of httpActions) {
      if (node.headers !== undefined) checkHeaders(node.headers, `${path}/headers`, report)
    }
  },
})

function checkHeaders(headers: unknown, path: string, report: Report<Code>): void {
  if (!Array.isArray(headers)) return report('CARD_HEADERS_FORM', path)
  const seen = new Set<string>()
  for (const [index, header] of headers.entries()) {
    const at = `${path}/${String(index)}`
    if (!isJsonObject(header) || typeof header.name !== 'string') {
      report('CARD_HEADERS_FORM', at)
      continue
    }
    const name = header.name.toLowerCase()
    if (seen.has(name)) report('CARD_HEADER_REPEATED', at)
    seen.add(name)
    checkHeader(header.name, header.value, at, report)
  }
}

function checkHeader(name: string, value: unknown, path: string, report: Report<Code>): void {
  if (!HEADER_NAME.test(name)) return report('CARD_HEADER_NAME', path)
  if (name.toLowerCase() === 'authorization') {
    if (value === null) report('CARD_AUTHORIZATION_NULL', path)
    else if (value !== '') report('CARD_AUTHORIZATION_VALUE', path)
    return
  }
  if (isReservedHeader(name)) report('CARD_HEADER_RESERVED', path)
  if (typeof value !== 'string' || CONTROL.test(value)) report('CARD_HEADER_VALUE', path)
}
