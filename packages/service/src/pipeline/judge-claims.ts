import {
  CountersignError,
  normalizeAddress,
  type ActionHeaders,
  type LimitedClaims,
  type VerifiedActionToken,
} from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { CheckTrace } from '../events/check-trace.js'
import type { KindDefinition } from '../kinds/kind-definition.js'

export interface ClaimsContext {
  readonly config: ServiceConfig
  readonly kind: KindDefinition
  readonly token: VerifiedActionToken
  readonly headers: ActionHeaders
  readonly trace?: CheckTrace | undefined
}

/** Everything that a genuine limited-purpose token must still agree with. The actor is judged apart. */
export function judgeClaims(claims: LimitedClaims, context: ClaimsContext): void {
  const { trace } = context
  trace?.begin('kind')
  judgePurpose(claims, context.kind)
  if (claims.originator.toLowerCase() !== context.config.originator?.toLowerCase()) {
    throw new CountersignError('ERR_ACTION_ORIGINATOR')
  }
  trace?.pass(describeItem(claims))
  trace?.begin('sender')
  judgeSender(claims, context)
  trace?.pass()
  // How old a version may be is a question of its currency; the ledger answers the rest of it.
  trace?.begin('version')
  judgeAge(claims, context)
  trace?.begin('correlation')
  // Repeats over the actions of one card are normal, and the header proves nothing: it may only contradict.
  if (claims.correlationId !== undefined && claims.correlationId !== context.headers.correlationId) {
    throw new CountersignError('ERR_ACTION_CORRELATION')
  }
  trace?.pass()
}

function describeItem({ kind, item, version, decision }: LimitedClaims): string {
  return `${kind} ${item}, version ${String(version)}, ${decision ?? 'to be read'}`
}

function judgePurpose(claims: LimitedClaims, kind: KindDefinition): void {
  if (claims.kind !== kind.name) throw new CountersignError('ERR_ACTION_KIND')
  switch (claims.purpose) {
    case 'act':
      if (claims.decision === undefined || !kind.decisions.includes(claims.decision)) {
        throw new CountersignError('ERR_ACTION_DECISION')
      }
      return
    case 'read':
      if (claims.decision !== undefined) throw new CountersignError('ERR_ACTION_PURPOSE')
      return
    case 'link':
      throw new CountersignError('ERR_ACTION_PURPOSE')
  }
}

/** An absent sender never equals an absent expectation. */
function judgeSender(claims: LimitedClaims, { config, token }: ClaimsContext): void {
  if (claims.sender === undefined || claims.sender === '') throw new CountersignError('ERR_ACTION_SENDER')
  if (config.sender !== undefined && claims.sender !== config.sender) {
    throw new CountersignError('ERR_ACTION_SENDER')
  }
  // Entra tokens name no sender, connector messages have none; a mail's token must name the one that was sealed.
  const isMail = token.profile === 'substrate' && token.actor.objectId === undefined
  if (!isMail && token.sender === undefined) return
  if (token.sender === undefined || normalizeAddress(token.sender) !== claims.sender) {
    throw new CountersignError('ERR_ACTION_SENDER')
  }
}

/** The policy may have become stricter since the card was sealed. */
function judgeAge(claims: LimitedClaims, { config, kind }: ClaimsContext): void {
  const now = config.now()
  if (now >= claims.closesAt * 1000 || now - claims.iat * 1000 > kind.expiresInMs) {
    throw new CountersignError('ERR_ACTION_CLOSED')
  }
}
