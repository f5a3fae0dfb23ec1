import { pointTo } from '../../../tree/json-pointer.js'
import { defineFindings } from '../../finding-definition.js'
import { defineRule } from '../../lint-rule.js'

const findings = defineFindings({
  CARD_BOOLEAN_FORM: {
    severity: 'warning',
    message: 'A member that is true or false is written as something else.',
    hint: 'Write true or false, without quotes.',
  },
})

const BOOLEANS = [
  'hideOriginalBody',
  'startGroup',
  'isPrimary',
  'isRequired',
  'isMultiline',
  'includeTime',
  'isMultiSelect',
]

/** The vendor's own examples write `"true"`, and its clients take it; nothing promises that. */
export const booleansRule = defineRule({
  findings,
  check({ nodes }, report) {
    for (const { node, path } of nodes)
      for (const name of BOOLEANS)
        if (node[name] !== undefined && typeof node[name] !== 'boolean')
          report('CARD_BOOLEAN_FORM', pointTo(path, name))
  },
})
