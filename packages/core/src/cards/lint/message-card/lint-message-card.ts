import { Conversion } from '../../convert/conversion.js'
import { convertFrame } from '../../convert/convert-frame.js'
import type { Finding } from '../../../finding.js'
import { isJsonObject, type JsonObject } from '../../tree/json-object.js'
import { lintWith } from '../apply-rules.js'
import { createFinding } from '../finding-definition.js'
import type { LintContext } from '../lint-context.js'
import { lintRules } from '../lint-rules.js'
import { messageCardRules } from './message-card-rules.js'
import { OriginMap } from './origin-map.js'
import { nameDecisions } from '../../bind/name-decisions.js'
import { renameFinding } from './rename-finding.js'
import { translatedFindings } from './translated-findings.js'

/**
 * Judges a MessageCard: by the rules that it has alone, and by those of the Adaptive Card that it converts to, told in
 * the words of MessageCards and with pointers into the MessageCard. The card may be any JSON value.
 */
export function lintMessageCard(card: unknown, context: LintContext = {}): Finding[] {
  const given: JsonObject = isJsonObject(card) ? nameDecisions(card, context.decisions ?? []) : {}
  const conversion = new Conversion(given)
  const converted = convertFrame(given, conversion)
  const origins = new OriginMap(converted, conversion)
  const shared = lintWith(lintRules, converted, context).flatMap((finding) => renameFinding(finding, origins))
  const own = lintWith(messageCardRules, card, context)
  const unknown = conversion.findings
    .filter(({ code, path }) => code === 'CARD_CONVERT_DROPPED' && !own.some((each) => each.path === path))
    .map(({ path = '' }) =>
      createFinding('CARD_MEMBER_UNKNOWN', translatedFindings.CARD_MEMBER_UNKNOWN, path),
    )
  return [...own, ...unknown, ...shared]
}
