import { composeHttpAnswer, type HttpAnswer } from '@countersign/core'
import { LinkNeeded } from '../linking/link-needed.js'
import { noteRefusal, type RefusalContext } from './note-refusal.js'
import { refusalWire } from './refusal-map.js'

/** The answer to an action that is refused. */
export function answerRefusal(error: unknown, context: RefusalContext): HttpAnswer {
  const { refusal, text } = noteRefusal(error, context)
  const { status, headers = [] } = refusalWire[refusal]
  return composeHttpAnswer({ status, statusText: text, headers: [...headers, ...describeLogin(error)] })
}

/** Where the platform sends the person who has to sign in first. */
function describeLogin(error: unknown): readonly (readonly [name: string, value: string])[] {
  return error instanceof LinkNeeded ? [['action-authenticate', error.loginUrl]] : []
}
