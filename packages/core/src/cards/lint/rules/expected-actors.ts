import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_EXPECTED_ACTORS_FORM: {
    severity: 'error',
    message: 'expectedActors is not a list of e-mail addresses.',
    hint: 'Write "expectedActors": ["adele@contoso.example"].',
  },
  CARD_EXPECTED_ACTORS_DUPLICATE: {
    severity: 'warning',
    message: 'expectedActors names an address twice; upper and lower case are one.',
    hint: 'Name each address once.',
  },
  CARD_EXPECTED_ACTORS_RECIPIENT: {
    severity: 'info',
    message: 'expectedActors names an address that is no recipient of this mail.',
    hint: 'That is right for the other address of a recipient; otherwise remove it.',
  },
})

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/

export const expectedActorsRule = defineRule({
  findings,
  check({ root }, report, { recipients }) {
    const actors = root.expectedActors
    if (actors === undefined) return
    if (!Array.isArray(actors)) return report('CARD_EXPECTED_ACTORS_FORM', '/expectedActors')
    const known = new Set(recipients?.map((recipient) => recipient.toLowerCase()))
    const seen = new Set<string>()
    for (const [index, actor] of (actors as readonly unknown[]).entries()) {
      const path = `/expectedActors/${String(index)}`
      if (typeof actor !== 'string' || !ADDRESS.test(actor)) {
        report('CARD_EXPECTED_ACTORS_FORM', path)
        continue
      }
      const address = actor.toLowerCase()
      if (seen.has(address)) report('CARD_EXPECTED_ACTORS_DUPLICATE', path)
      else if (recipients !== undefined && !known.has(address)) report('CARD_EXPECTED_ACTORS_RECIPIENT', path)
      seen.add(address)
    }
  },
})
