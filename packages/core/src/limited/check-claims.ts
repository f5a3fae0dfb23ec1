import type { ActorBinding, LimitedClaims } from './limited-claims.js'

export const MAX_ACTORS = 8
/** Seconds: 400 days. */
export const MAX_LIFETIME_SECONDS = 400 * 24 * 60 * 60

/** Characters per text claim. An address may have 254 (RFC 5321 section 4.5.3.1.3). */
const MAX_LENGTHS = {
  jti: 100,
  aud: 200,
  kind: 100,
  item: 500,
  decision: 100,
  sender: 254,
  originator: 200,
  correlationId: 200,
} as const
const MAX_ADDRESS_LENGTH = 254
const MAX_ID_LENGTH = 100

type TextClaim = keyof typeof MAX_LENGTHS

/** Everything that is wrong with the claims, whatever the time is; an empty list for good ones. */
export function listClaimProblems(claims: LimitedClaims): string[] {
  const problems: string[] = []
  checkText('jti', claims.jti, problems)
  checkText('aud', claims.aud, problems)
  checkText('kind', claims.kind, problems)
  checkText('item', claims.item, problems)
  checkText('originator', claims.originator, problems)
  if (claims.decision !== undefined) checkText('decision', claims.decision, problems)
  if (claims.sender !== undefined) checkText('sender', claims.sender, problems)
  if (claims.correlationId !== undefined) checkText('correlationId', claims.correlationId, problems)
  listTimeProblems(claims, problems)
  const { purpose, version, actors } = claims
  if (purpose !== 'act' && purpose !== 'read' && purpose !== 'link')
    problems.push('purpose must be act, read or link')
  if (purpose === 'act' && claims.decision === undefined) problems.push('a token to act needs a decision')
  if (!Number.isSafeInteger(version) || version < 0) problems.push('version must be a whole number from 0')
  if (!Array.isArray(actors) || actors.length === 0 || actors.length > MAX_ACTORS)
    problems.push(`actors must have 1 to ${String(MAX_ACTORS)} entries`)
  else if (!actors.every(isActor))
    problems.push('each actor needs tenantId and objectId, or an address, or tenantId and anyone, alone')
  return problems
}

function checkText(name: TextClaim, value: unknown, problems: string[]): void {
  if (!isText(value, MAX_LENGTHS[name]))
    problems.push(`${name} must be text of 1 to ${String(MAX_LENGTHS[name])} characters`)
}

function listTimeProblems({ iat, exp, closesAt }: LimitedClaims, problems: string[]): void {
  if (!isTime(iat) || !isTime(exp) || !isTime(closesAt)) {
    problems.push('iat, exp and closesAt must be seconds since 1970')
    return
  }
  if (exp <= iat) problems.push('exp must be after iat')
  if (exp > closesAt) problems.push('exp must not be after closesAt')
  if (exp - iat > MAX_LIFETIME_SECONDS) problems.push('exp must be at most 400 days after iat')
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && Number.isFinite(value)
}

function isText(value: unknown, maxLength: number): boolean {
  return typeof value === 'string' && value !== '' && value.length <= maxLength
}

function isActor(actor: ActorBinding): boolean {
  if (typeof actor !== 'object' || actor === null) return false
  if ('address' in actor) {
    return isText(actor.address, MAX_ADDRESS_LENGTH) && !('tenantId' in actor) && !('objectId' in actor)
  }
  if (!isText(actor.tenantId, MAX_ID_LENGTH)) return false
  // Never by leaving something out: an object id that was forgotten must not widen a token to a tenant.
  return 'anyone' in actor
    ? actor.anyone === true && !('objectId' in actor)
    : isText(actor.objectId, MAX_ID_LENGTH)
}
