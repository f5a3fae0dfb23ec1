import { isPrivateHost } from '../../targets/is-private-host.js'
import { isTargetAllowed } from '../../targets/is-target-allowed.js'
import { parseTargetUrl } from '../../targets/parse-target-url.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_URL_MISSING: {
    severity: 'error',
    message: 'An Action.Http has no url.',
    hint: 'Set "url" to the https address of the service.',
  },
  CARD_URL_NOT_HTTPS: {
    severity: 'error',
    message: 'The url of an Action.Http is not https.',
    hint: 'Use https.',
    vendorText: "Target URL '…' is not allowed",
  },
  CARD_URL_FORM: {
    severity: 'error',
    message: 'The url of an Action.Http cannot be read, or different parsers read it differently.',
    hint: 'Write https://host/path without spaces, backslashes and user names.',
    vendorText: "Target URL '…' is not allowed",
  },
  CARD_URL_PRIVATE: {
    severity: 'error',
    message: 'The url of an Action.Http is not reachable from the internet.',
    hint: 'Use a public host name; for trials on one machine use the emulator with a route.',
  },
  CARD_TARGET_UNREGISTERED: {
    severity: 'error',
    message: 'The url of an Action.Http is not under a registered target.',
    hint: 'Register the host of the url as a target, or call a registered one.',
    vendorText: "Target URL '…' is not allowed",
  },
})

/** B05: https, and under a registered target. */
export const httpTargetRule = defineRule({
  findings,
  check({ httpActions }, report, { targets }) {
    for (const { node, path } of httpActions) {
      const { url } = node
      if (typeof url !== 'string' || url === '') {
        report('CARD_URL_MISSING', path)
        continue
      }
      const at = `${path}/url`
      const parsed = parseTargetUrl(url)
      if (parsed === undefined) report(/^https:\/\//i.test(url) ? 'CARD_URL_FORM' : 'CARD_URL_NOT_HTTPS', at)
      else {
        if (isPrivateHost(parsed.hostname)) report('CARD_URL_PRIVATE', at)
        if (targets !== undefined && !isTargetAllowed(url, targets)) report('CARD_TARGET_UNREGISTERED', at)
      }
    }
  },
})
