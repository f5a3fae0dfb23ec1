import type { Finding } from '@countersign/core'
import { defineFindings } from '../findings/define-findings.js'

/** What is said about a card because it stands in Teams. */
export const teamsFindings = defineFindings({
  TEAMS_CARD_READ: { severity: 'pass', message: 'The post holds one card that can be read.' },
  TEAMS_ACTION_HTTP: {
    severity: 'error',
    message: 'Teams shows no Action.Http in an Adaptive Card.',
    hint: 'Post a MessageCard with HttpPOST to the channel, or let a bot post a card of version 1.4 with Action.Execute.',
  },
  TEAMS_NO_BOT: {
    severity: 'warning',
    message: 'The card has an Action.Execute, but no bot posted it: the button reaches nobody.',
    hint: 'Let a bot post the card, or post a MessageCard with HttpPOST.',
  },
  TEAMS_SEVERAL_CARDS: {
    severity: 'warning',
    message: 'The post has several cards; the emulator shows the first.',
    hint: 'Post one card a message.',
  },
  TEAMS_PROVIDER_UNKNOWN: {
    severity: 'warning',
    message:
      'No registered provider stands behind the card, so the emulator does not know where its service is.',
    hint: 'Make the channel for a provider, or register one whose targets have every URL of the card.',
  },
  TEAMS_NOT_A_MEMBER: {
    severity: 'warning',
    message: 'Whoever pressed is no member of the channel: Teams would not show them the card.',
    hint: 'The emulator lets them press, so that you see your service refuse it.',
  },
  TEAMS_OUTGOING_ACTION: {
    severity: 'warning',
    message: 'In the answer of an outgoing webhook only links work.',
    hint: 'Leave only Action.OpenUrl in the card, or let a bot answer.',
  },
})

export type TeamsFindingCode = keyof typeof teamsFindings

export function makeTeamsFinding(code: TeamsFindingCode, path?: string): Finding {
  return { code, ...teamsFindings[code], ...(path === undefined ? {} : { path }) }
}
