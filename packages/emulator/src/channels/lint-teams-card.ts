import { lintCard, walkActions, type Finding, type LintContext } from '@countersign/core'
import { makeTeamsFinding } from './teams-findings.js'

/** What Outlook asks of a card and Teams does not: a registration in the card, and what only Outlook drops. */
const OUTLOOK_ONLY: ReadonlySet<string> = new Set([
  'CARD_ORIGINATOR_MISSING',
  'CARD_ORIGINATOR_FORM',
  'CARD_ORIGINATOR_UNREGISTERED',
  'CARD_INPUT_TIME',
  'CARD_VERSION_UNDOCUMENTED',
  'CARD_ELEMENT_UNDOCUMENTED',
  'CARD_LEGACY',
])
/** Documented for cards that bots post; not for those of an incoming webhook. */
const BOT_ONLY = 'CARD_ACTION_SUBMIT'

/**
 * Judges a card of either kind that stands in Teams.
 *
 * @param postedBy an incoming webhook's card has no bot behind it that could be invoked
 */
export function lintTeamsCard(
  card: unknown,
  postedBy: 'webhook' | 'bot',
  context: Pick<LintContext, 'targets'> = {},
): Finding[] {
  const findings = lintCard(card, context).filter(
    ({ code, severity }) =>
      severity !== 'pass' && !OUTLOOK_ONLY.has(code) && !(postedBy === 'bot' && code === BOT_ONLY),
  )
  for (const { action, path } of walkActions(card)) {
    if (action.type === 'Action.Http') findings.push(makeTeamsFinding('TEAMS_ACTION_HTTP', path))
    if (action.type === 'Action.Execute' && postedBy === 'webhook')
      findings.push(makeTeamsFinding('TEAMS_NO_BOT', path))
  }
  return findings
}
