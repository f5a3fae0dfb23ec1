import { defineFindings } from '../../finding-definition.js'
import { defineRule } from '../../lint-rule.js'
import { isJsonObject } from '../../../tree/json-object.js'
import { toText } from '../../../tree/to-text.js'

const findings = defineFindings({
  CARD_BODY_CONTENT_TYPE: {
    severity: 'error',
    message: 'bodyContentType is neither application/json nor application/x-www-form-urlencoded.',
    hint: 'Use one of the two, or set the header Content-Type, as encodeInputs does.',
  },
  CARD_CONTENT_TYPE_TWICE: {
    severity: 'warning',
    message: 'An HttpPOST has both a bodyContentType and a header Content-Type.',
    hint: 'Leave one of them out: which one counts is not documented.',
  },
})

const CONTENT_TYPES: readonly unknown[] = ['application/json', 'application/x-www-form-urlencoded']

export const httpPostRule = defineRule({
  findings,
  check({ nodes }, report) {
    for (const { node, path } of nodes) {
      const { bodyContentType } = node
      if (node['@type'] !== 'HttpPOST' || bodyContentType === undefined) continue
      if (!CONTENT_TYPES.includes(bodyContentType))
        report('CARD_BODY_CONTENT_TYPE', `${path}/bodyContentType`)
      const headers: unknown[] = Array.isArray(node.headers) ? node.headers : []
      const isSet = headers.some(
        (header) => isJsonObject(header) && toText(header.name).toLowerCase() === 'content-type',
      )
      if (isSet) report('CARD_CONTENT_TYPE_TWICE', `${path}/bodyContentType`)
    }
  },
})
