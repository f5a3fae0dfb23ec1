import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_MEMBER_MISSING: {
    severity: 'error',
    message: 'A required member is missing.',
    hint: 'Add the member that the message names.',
  },
})

type Kind = 'string' | 'array' | 'object'

/** What each type cannot do without. `Action.Http` has rules of its own. */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  TextBlock: { text: 'string' },
  RichTextBlock: { inlines: 'array' },
  Image: { url: 'string' },
  ImageSet: { images: 'array' },
  FactSet: { facts: 'array' },
  Container: { items: 'array' },
  ActionSet: { actions: 'array' },
  'Input.Toggle': { title: 'string' },
  'Input.ChoiceSet': { choices: 'array' },
  'Action.OpenUrl': { url: 'string' },
  'Action.ShowCard': { card: 'object' },
  'Action.ToggleVisibility': { targetElements: 'array' },
  'Action.InvokeAddInCommand': { addInId: 'string', desktopCommandId: 'string' },
  'Action.DisplayMessageForm': { itemId: 'string' },
  'Action.DisplayAppointmentForm': { itemId: 'string' },
}

export const requiredMembersRule = defineRule({
  findings,
  check({ nodes }, report) {
    for (const { node, path } of nodes) {
      const type = typeof node.type === 'string' ? node.type : ''
      if (!Object.hasOwn(REQUIRED, type)) continue
      for (const [member, kind] of Object.entries(REQUIRED[type] ?? {}))
        if (kindOf(node[member]) !== kind)
          report('CARD_MEMBER_MISSING', path, `${type} needs the member "${member}" (${kind}).`)
    }
  },
})

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}
