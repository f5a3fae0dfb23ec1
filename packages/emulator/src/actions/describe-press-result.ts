import type { ExecutedPress, Press } from './execute-press.js'
import type { PressResult } from './press-result.js'

/** What is kept of a press has no login page in it. */
export function withoutLoginUrl(result: PressResult): PressResult {
  const { signIn } = result
  return signIn === undefined
    ? result
    : { ...result, signIn: { host: signIn.host, expiresAt: signIn.expiresAt } }
}

/** What came of a press, for whoever made it. */
export function describePressResult(press: Press, executed: ExecutedPress): PressResult {
  const { user, verdict, duplicateStatuses } = executed
  return {
    messageId: press.message.id,
    action: press.chosen.label,
    actor: {
      alias: user.alias,
      displayName: user.displayName,
      tenantId: user.tenantId,
      objectId: user.objectId,
      address: executed.address,
    },
    cardShown: press.chosen.card === press.message.card ? 'current' : 'mail',
    at: executed.at,
    durationMs: press.steps.elapsedMs(),
    request: executed.request,
    outcome: verdict.outcome,
    status: verdict.status,
    ...(verdict.statusText === undefined ? {} : { statusText: verdict.statusText }),
    ...(verdict.actionStatus === undefined ? {} : { actionStatus: verdict.actionStatus }),
    ...(verdict.card === undefined ? {} : { refreshedCard: verdict.card }),
    findings: verdict.findings,
    ...(verdict.failure === undefined ? {} : { failure: verdict.failure }),
    ...(executed.fault === undefined ? {} : { fault: executed.fault }),
    ...(duplicateStatuses.length === 0 ? {} : { duplicateStatuses }),
  }
}
