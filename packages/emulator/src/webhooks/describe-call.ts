import type { PressResult } from '../actions/press-result.js'
import { redactSecrets } from '../events/redact-secrets.js'
import type { DirectoryUser } from '../directory/directory-user.js'
import type { WebhookVerdict } from './judge-webhook-answer.js'
import type { SignedRequest } from './sign-call.js'

export interface CallFacts {
  readonly messageId: number
  /** The webhook's name. */
  readonly name: string
  readonly user: DirectoryUser
  readonly request: SignedRequest
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly durationMs: number
  readonly verdict: Omit<WebhookVerdict, 'reply'>
  readonly fault: PressResult['fault']
  readonly duplicateStatuses: readonly number[]
}

/** What came of one call, as of every press; the MAC is taken out. */
export function describeCall(facts: CallFacts): PressResult {
  const { request, user, fault, duplicateStatuses } = facts
  const { alias, displayName, tenantId, objectId, addresses, upn } = user
  return {
    ...facts.verdict,
    messageId: facts.messageId,
    action: `@${facts.name}`,
    actor: { alias, displayName, tenantId, objectId, address: addresses[0] ?? upn },
    cardShown: 'current',
    at: facts.at,
    durationMs: facts.durationMs,
    request: {
      url: redactSecrets(request.target.href),
      route: request.route,
      method: 'POST',
      headers: request.headers.map(([name, value]) => [
        name,
        name === 'Authorization' ? 'HMAC [redacted]' : value,
      ]),
      body: redactSecrets(request.body.toString()),
      requestId: facts.requestId,
      tokenHeader: 'Authorization',
      token: { profile: 'teams-webhook', kid: '', claims: {} },
    },
    ...(fault === undefined ? {} : { fault }),
    ...(duplicateStatuses.length === 0 ? {} : { duplicateStatuses }),
  }
}
