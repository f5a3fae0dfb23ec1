import type { LintRule } from '../lint-rule.js'
import { sizeRule } from '../rules/size.js'
import { actionsRule } from './rules/actions.js'
import { booleansRule } from './rules/booleans.js'
import { frameRule } from './rules/frame.js'
import { httpPostRule } from './rules/http-post.js'
import { inputsRule } from './rules/inputs.js'
import { openUriRule } from './rules/open-uri.js'
import { sectionsRule } from './rules/sections.js'

/** What is judged of a MessageCard itself, in the order in which findings are given. */
export const messageCardRules: readonly LintRule[] = [
  frameRule,
  sectionsRule,
  actionsRule,
  httpPostRule,
  openUriRule,
  inputsRule,
  booleansRule,
  sizeRule,
]
