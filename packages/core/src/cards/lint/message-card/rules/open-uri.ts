import { toText } from '../../../tree/to-text.js'
import { defineFindings } from '../../finding-definition.js'
import { defineRule } from '../../lint-rule.js'
import { isForbiddenLink } from '../../rules/links.js'
import { isObjectList, listObjects } from '../list-action-lists.js'

const findings = defineFindings({
  CARD_OPEN_URI_TARGETS: {
    severity: 'error',
    message: 'OpenUri has no list of targets, each with os and uri.',
    hint: 'Write "targets": [{ "os": "default", "uri": "https://…" }].',
  },
  CARD_OPEN_URI_DEFAULT: {
    severity: 'warning',
    message: 'OpenUri has no target for the system "default", so it opens nothing on the others.',
    hint: 'Add a target with the os "default" and an https address.',
  },
  CARD_OPEN_URI_SYSTEM: {
    severity: 'warning',
    message: 'The os of a target is none of default, windows, iOS, android.',
    hint: 'Use one of these four, spelled as here.',
  },
  CARD_OPEN_URI_SCHEME: {
    severity: 'error',
    message:
      'A target of OpenUri has a scheme that runs code or opens a file (javascript, data, vbscript, file …).',
    hint: 'Open an https address, or the scheme of your own application.',
  },
})

const SYSTEMS = ['default', 'windows', 'iOS', 'android']

/** B12 holds for every system, not only for the one that the lint runs on. */
export const openUriRule = defineRule({
  findings,
  check({ nodes }, report) {
    for (const { node, path } of nodes) {
      if (node['@type'] !== 'OpenUri') continue
      const targets = listObjects(node.targets, `${path}/targets`)
      if (!isObjectList(node.targets) || targets.some((target) => typeof target.node.uri !== 'string'))
        report('CARD_OPEN_URI_TARGETS', path)
      else if (!targets.some((target) => target.node.os === 'default'))
        report('CARD_OPEN_URI_DEFAULT', `${path}/targets`)
      for (const { node: target, path: at } of targets) {
        if (!SYSTEMS.includes(toText(target.os))) report('CARD_OPEN_URI_SYSTEM', `${at}/os`)
        if (typeof target.uri === 'string' && isForbiddenLink(target.uri))
          report('CARD_OPEN_URI_SCHEME', `${at}/uri`)
      }
    }
  },
})
