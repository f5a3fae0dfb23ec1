import { findPlaceholders } from '../../inputs/substitute-inputs.js'
import { defineFindings } from '../finding-definition.js'
import { listSubstituted } from '../list-substituted.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_PLACEHOLDER_UNKNOWN: {
    severity: 'error',
    message: 'A placeholder names an input that the card does not have.',
    hint: 'Use the id of an input of this card, in the same spelling.',
  },
  CARD_PLACEHOLDER_FORM: {
    severity: 'warning',
    message: 'Double braces that are no placeholder: they arrive as they stand.',
    hint: 'Write {{id.value}}, without spaces.',
  },
})

export const placeholdersRule = defineRule({
  findings,
  check({ httpActions, inputs }, report) {
    const ids = new Set(inputs.map(({ node }) => node.id))
    for (const { text, path } of httpActions.flatMap(listSubstituted)) {
      const placeholders = findPlaceholders(text)
      if (placeholders.some(({ name }) => !ids.has(name))) report('CARD_PLACEHOLDER_UNKNOWN', path)
      if ((text.match(/\{\{[^{}]*\}\}/g) ?? []).length > placeholders.length)
        report('CARD_PLACEHOLDER_FORM', path)
    }
  },
})
