import type { FindingDefinition } from './finding-definition.js'
import { readFindings } from './lint-card-text.js'
import { lintRules } from './lint-rules.js'

/** Every finding that lint can give, by code. The documentation of findings is generated from it. */
export const cardFindingCatalog: Readonly<Record<string, FindingDefinition>> = Object.freeze(
  Object.assign({}, readFindings, ...lintRules.map(({ findings }) => findings)) as Record<
    string,
    FindingDefinition
  >,
)
