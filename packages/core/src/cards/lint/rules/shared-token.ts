import { isJsonObject } from '../../tree/json-object.js'
import { toText } from '../../tree/to-text.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_TOKEN_SHARED: {
    severity: 'error',
    message: 'An action carries a per-user token, and more recipients than the token is for can read it.',
    hint: 'Send one mail per recipient, each with its own token.',
  },
})

/** A compact JWE of the kind `dir`, as limited-purpose tokens are, or a compact JWS. */
const COMPACT_TOKEN =
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]+\.(?:\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+|[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)/
/** A parameter that is called a token, with a value too long to be a number or a name. */
const NAMED_TOKEN =
  /(?:^|[?&;"'{,\s])(?:cst|[a-z_-]{0,32}token|ticket|sig|signature|hmac|secret|otp)["']?\s*[=:]\s*["']?[^&"'\s{}]{16}/i

/** B06: what is meant for one person must not stand in a card that several can open. */
export const sharedTokenRule = defineRule({
  findings,
  check({ actions }, report, { recipients, actorsPerToken = 1 }) {
    if (
      recipients === undefined ||
      new Set(recipients.map((each) => each.toLowerCase())).size <= actorsPerToken
    )
      return
    for (const { node, path } of actions) {
      if (hasToken(node.url)) report('CARD_TOKEN_SHARED', `${path}/url`)
      if (hasToken(node.body)) report('CARD_TOKEN_SHARED', `${path}/body`)
      if (listHeaders(node.headers).some(hasToken)) report('CARD_TOKEN_SHARED', `${path}/headers`)
    }
  },
})

function hasToken(value: unknown): boolean {
  return typeof value === 'string' && (COMPACT_TOKEN.test(value) || NAMED_TOKEN.test(value))
}

function listHeaders(headers: unknown): string[] {
  const list: unknown[] = Array.isArray(headers) ? headers : []
  return list.filter(isJsonObject).map(({ name, value }) => `${toText(name)}:${toText(value)}`)
}
