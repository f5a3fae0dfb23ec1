import type { LintRule } from './lint-rule.js'
import { autoInvokeRule } from './rules/auto-invoke.js'
import { cardTypeRule } from './rules/card-type.js'
import { correlationIdRule } from './rules/correlation-id.js'
import { decisionsRule } from './rules/decisions.js'
import { expectedActorsRule } from './rules/expected-actors.js'
import { httpHeadersRule } from './rules/http-headers.js'
import { httpMethodRule } from './rules/http-method.js'
import { httpTargetRule } from './rules/http-target.js'
import { idsRule } from './rules/ids.js'
import { inputInjectionRule } from './rules/input-injection.js'
import { linksRule } from './rules/links.js'
import { openUrlRule } from './rules/open-url.js'
import { originatorRule } from './rules/originator.js'
import { placeholdersRule } from './rules/placeholders.js'
import { recipientsRule } from './rules/recipients.js'
import { requiredMembersRule } from './rules/required-members.js'
import { sharedTokenRule } from './rules/shared-token.js'
import { signingKeyRule } from './rules/signing-key.js'
import { sizeRule } from './rules/size.js'
import { supportedTypesRule } from './rules/supported-types.js'
import { versionRule } from './rules/version.js'

/** Every rule, in the order in which findings are given. */
export const lintRules: readonly LintRule[] = [
  cardTypeRule,
  originatorRule,
  versionRule,
  supportedTypesRule,
  requiredMembersRule,
  idsRule,
  httpMethodRule,
  httpTargetRule,
  httpHeadersRule,
  inputInjectionRule,
  placeholdersRule,
  autoInvokeRule,
  decisionsRule,
  openUrlRule,
  linksRule,
  expectedActorsRule,
  correlationIdRule,
  recipientsRule,
  sharedTokenRule,
  signingKeyRule,
  sizeRule,
]
