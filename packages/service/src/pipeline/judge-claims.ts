import { CountersignError, type LimitedClaims } from '@countersign/core'
import type { CheckTrace } from '../events/check-trace.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { CardPlace } from '../kinds/kind-options.js'
import { judgeSender, type SenderContext } from './judge-sender.js'

export interface ClaimsContext extends SenderContext {
  /** As the request says it, unsigned. */
  readonly correlationId: string | undefined
  readonly trace?: CheckTrace | undefined
}

/**
 * Everything that a genuine limited-purpose token must still agree with, and where its card stands. The actor is
 * judged apart.
 */
export function judgeClaims(claims: LimitedClaims, context: ClaimsContext): CardPlace {
  const { trace } = context
  trace?.begin('kind')
  judgePurpose(claims, context.kind)
  if (claims.originator.toLowerCase() !== context.config.originator?.toLowerCase()) {
    throw new CountersignError('ERR_ACTION_ORIGINATOR')
  }
  trace?.pass(describeItem(claims))
  trace?.begin('sender')
  const place = judgeSender(claims, context)
  trace?.pass()
  // How old a version may be is a question of its currency; the ledger answers the rest of it.
  trace?.begin('version')
  judgeAge(claims, context)
  trace?.begin('correlation')
  // Repeats over the actions of one card are normal, and the header proves nothing: it may only contradict.
  if (claims.correlationId !== undefined && claims.correlationId !== context.correlationId) {
    throw new CountersignError('ERR_ACTION_CORRELATION')
  }
  trace?.pass()
  return place
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

/** The policy may have become stricter since the card was sealed. */
function judgeAge(claims: LimitedClaims, { config, kind }: ClaimsContext): void {
  const now = config.now()
  if (now >= claims.closesAt * 1000 || now - claims.iat * 1000 > kind.expiresInMs) {
    throw new CountersignError('ERR_ACTION_CLOSED')
  }
}
