import { conversionFindings } from '../convert/conversion-findings.js'
import type { FindingDefinition } from './finding-definition.js'
import { readFindings } from './lint-card-text.js'
import { lintRules } from './lint-rules.js'
import { messageCardRules } from './message-card/message-card-rules.js'
import { translatedFindings } from './message-card/translated-findings.js'

/** Every finding that lint and conversion can give, by code. The documentation of findings is generated from it. */
export const cardFindingCatalog: Readonly<Record<string, FindingDefinition>> = Object.freeze(
  Object.assign(
    {},
    readFindings,
    translatedFindings,
    conversionFindings,
    ...[...lintRules, ...messageCardRules].map(({ findings }) => findings),
  ) as Record<string, FindingDefinition>,
)
