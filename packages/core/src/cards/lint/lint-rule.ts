import type { CardNode } from '../tree/walk-nodes.js'
import type { JsonObject } from '../tree/json-object.js'
import type { FindingDefinition } from './finding-definition.js'
import type { LintContext } from './lint-context.js'

/** A card taken apart once, for all rules. */
export interface LintedCard {
  readonly root: JsonObject
  readonly nodes: readonly CardNode[]
  readonly actions: readonly CardNode[]
  /** The `Action.Http` among the actions. */
  readonly httpActions: readonly CardNode[]
  readonly inputs: readonly CardNode[]
  /** The card's JSON text. */
  readonly text: string
}

export type Report<Code extends string> = (code: Code, path: string, message?: string) => void

/** One rule: what it can find, and how it looks. */
export interface LintRule<Code extends string = string> {
  readonly findings: Readonly<Record<Code, FindingDefinition>>
  check(card: LintedCard, report: Report<Code>, context: LintContext): void
}

/** Ties a rule's findings to what its check may report. */
export function defineRule<Code extends string>(rule: LintRule<Code>): LintRule<Code> {
  return rule
}
