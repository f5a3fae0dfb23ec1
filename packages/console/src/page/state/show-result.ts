import type { PressResult } from '../api/wire-types.js'
import type { InboxState } from './inbox-state.js'

type Shown = Pick<InboxState, 'status' | 'signIn'>

/** What Outlook shows under the card after a press, or nothing where the card itself says it. */
export function showResult(
  messageId: number,
  result: PressResult,
  { detail, users }: Pick<InboxState, 'detail' | 'users'>,
): Shown {
  const { outcome, statusText, refreshedCard, actor } = result
  if (outcome === 'sign-in-needed') return showSignIn(messageId, result)
  if (statusText !== undefined) {
    return { status: { messageId, kind: outcome === 'done' ? 'done' : 'refused', text: statusText } }
  }
  const isOwner = users.find(({ alias }) => alias === actor.alias)?.addresses[0] === detail?.mailbox
  const keepsItsOwn = !isOwner && detail?.source?.type !== 'channel'
  if (outcome !== 'done' || refreshedCard === undefined || !keepsItsOwn) return {}
  const text = `The refreshed card was made for ${actor.displayName}; this mailbox keeps its own.`
  return { status: { messageId, kind: 'elsewhere', text } }
}

function showSignIn(messageId: number, { action, request, statusText = '', signIn }: PressResult): Shown {
  const status = { messageId, kind: 'sign-in', text: statusText } as const
  if (signIn?.url === undefined) return { status }
  const { url, host } = signIn
  return { status, signIn: { messageId, requestId: request.requestId, action, url, host } }
}
