import type { DirectoryUser } from '../directory/directory-user.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import type { ExecutedPress, Press } from './execute-press.js'
import type { AnswerVerdict } from './judge-answer.js'
import { isOfMessageCard } from './message-card-action.js'
import type { PlatformContext } from './platform-context.js'
import type { StepRecorder } from './step-recorder.js'

/** Findings about the answer itself, not about a card in it. */
const NOT_OF_CARD: ReadonlySet<string> = new Set(['ANSWER_STATUS', 'SIGN_IN_URL'])

/** A refresh card was made for the person who pressed: it never replaces what somebody else's mailbox shows (O04). */
export async function applyAnswer(
  context: PlatformContext,
  message: MailboxMessage,
  user: DirectoryUser,
  verdict: AnswerVerdict,
  steps: StepRecorder,
  late = false,
): Promise<void> {
  for (const finding of verdict.findings) steps.recordFinding(finding)
  if (verdict.findings.some(({ code, severity }) => severity === 'error' && !NOT_OF_CARD.has(code))) {
    steps.record('card-refused', { findings: verdict.findings.length })
  }
  if (verdict.card === undefined) return
  const replaces = isShownTo(context, message, user)
  if (replaces) await context.mailboxes.replaceCard(message.id, verdict.messageCard ?? verdict.card)
  steps.record('card-refreshed', { replacesInMailbox: replaces, ...(late ? { late } : {}) })
}

/** What stands in a channel is one card for everybody. */
function isShownTo(
  context: PlatformContext,
  { source, mailbox }: MailboxMessage,
  user: DirectoryUser,
): boolean {
  return source.type === 'channel' || context.directory.findByAddress(mailbox) === user
}

/** CARD-ACTION-STATUS stays with a MessageCard, on success and on failure. */
export async function keepStatus(
  context: PlatformContext,
  { message, card }: Press,
  { verdict, user, at }: ExecutedPress,
): Promise<void> {
  const { actionStatus: text, outcome } = verdict
  if (text === undefined || !isOfMessageCard(message, card) || !isShownTo(context, message, user)) return
  const { alias, displayName } = user
  await context.mailboxes.keepStatus(message.id, { text, outcome, actor: { alias, displayName }, at })
}
