import type { Finding } from '@countersign/core'
import { defineFindings } from '../findings/define-findings.js'

/** What is said about a bot's answer. */
export const botFindings = defineFindings({
  BOT_STATUS: {
    severity: 'error',
    message: 'The bot did not answer 200.',
    hint: 'Answer every invoke with 200 and an envelope; 401 or 403 refuses the token.',
  },
  BOT_ENVELOPE_UNREADABLE: {
    severity: 'error',
    message: 'The answer is not an envelope with statusCode, type and value.',
    hint: 'Answer JSON like {"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Done."}.',
  },
  BOT_ENVELOPE_TYPE: {
    severity: 'error',
    message: "The envelope's statusCode and type do not belong together, or its value is not of the type.",
    hint: 'Use 200 with a card or a message, 401 with loginRequest, 412 with preconditionFailed, 4xx or 5xx with an error.',
  },
  BOT_CARD_UNREADABLE: {
    severity: 'error',
    message: "The envelope's value is not an Adaptive Card.",
    hint: 'Put the card itself into value, as an object of type AdaptiveCard.',
  },
  BOT_LOGIN_REQUEST: {
    severity: 'info',
    message: 'The bot asks the person to sign in; the emulator plays no sign-in of bots.',
    hint: 'Identity linking over Action.Http is what the emulator plays.',
  },
  BOT_PRECONDITION_FAILED: {
    severity: 'info',
    message: 'The bot says that the sign-in did not hold.',
  },
  BOT_CARD_ELSEWHERE: {
    severity: 'info',
    message: 'The card of the answer is for the person who pressed; others keep theirs.',
  },
})

export type BotFindingCode = keyof typeof botFindings

export function makeBotFinding(code: BotFindingCode): Finding {
  return { code, ...botFindings[code] }
}
