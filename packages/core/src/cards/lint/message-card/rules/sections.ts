import { isJsonObject, type JsonObject } from '../../../tree/json-object.js'
import { defineFindings } from '../../finding-definition.js'
import { defineRule, type Report } from '../../lint-rule.js'
import { isObjectList, listObjects } from '../list-action-lists.js'

const findings = defineFindings({
  CARD_SECTIONS_FORM: {
    severity: 'error',
    message: 'sections is not a list of objects.',
    hint: 'Write "sections": [{ "text": "…" }].',
  },
  CARD_SECTIONS_MANY: {
    severity: 'warning',
    message: 'The card has more than ten sections, in which people lose their way.',
    hint: 'Show the most important ones and link to the rest.',
  },
  CARD_FACTS_FORM: {
    severity: 'error',
    message: 'facts is not a list of objects with name and value, both texts.',
    hint: 'Write "facts": [{ "name": "Amount", "value": "120.00 EUR" }].',
  },
  CARD_IMAGES_FORM: {
    severity: 'error',
    message: 'heroImage or images is not as documented: objects with image, an address, and title.',
    hint: 'Write "heroImage": { "image": "https://…", "title": "…" }, and "images" as a list of such objects.',
  },
})

type Code = keyof typeof findings

/** More are discouraged (message-card-reference.md, "Using sections"). */
const MAX_SECTIONS = 10

export const sectionsRule = defineRule<Code>({
  findings,
  check({ root: { sections } }, report) {
    if (sections === undefined) return
    if (!isObjectList(sections)) report('CARD_SECTIONS_FORM', '/sections')
    if (Array.isArray(sections) && sections.length > MAX_SECTIONS) report('CARD_SECTIONS_MANY', '/sections')
    for (const { node, path } of listObjects(sections, '/sections')) checkSection(node, path, report)
  },
})

function checkSection({ facts, images, heroImage }: JsonObject, path: string, report: Report<Code>): void {
  if (
    facts !== undefined &&
    !(isObjectList(facts) && listObjects(facts, '').every(({ node }) => isFact(node)))
  )
    report('CARD_FACTS_FORM', `${path}/facts`)
  if (heroImage !== undefined && !isImage(heroImage)) report('CARD_IMAGES_FORM', `${path}/heroImage`)
  if (images !== undefined && !(Array.isArray(images) && images.every(isImage)))
    report('CARD_IMAGES_FORM', `${path}/images`)
}

function isFact({ name, value }: JsonObject): boolean {
  return typeof name === 'string' && typeof value === 'string'
}

function isImage(value: unknown): boolean {
  return isJsonObject(value) && typeof value.image === 'string'
}
