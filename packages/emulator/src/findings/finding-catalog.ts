import { answerFindings } from '../actions/answer-findings.js'
import { botFindings } from '../bot/bot-findings.js'
import { teamsFindings } from '../channels/teams-findings.js'
import type { EmulatorFindingEntry } from './define-findings.js'

/** Every finding that the emulator makes itself. The documentation of findings is generated from it. */
export const emulatorFindingCatalog = {
  ...answerFindings,
  ...botFindings,
  ...teamsFindings,
} as const satisfies Record<string, EmulatorFindingEntry>
