import { randomUUID } from 'node:crypto'
import {
  createLimitedTokens,
  parseLimitedRoots,
  type ActionRequest,
  type LimitedClaims,
} from '@countersign/core'
import { ADELE, NOON, ORIGINATOR, SENDER } from './test-platform.js'
import { secrets } from './test-service.js'

/** The claims of a card for Adele, sent at noon. */
export const CLAIMS: LimitedClaims = {
  jti: 'card-1',
  iat: NOON / 1000,
  exp: NOON / 1000 + 14 * 86_400,
  closesAt: NOON / 1000 + 14 * 86_400,
  aud: ORIGINATOR,
  purpose: 'act',
  kind: 'expense',
  item: '1234',
  version: 0,
  decision: 'approve',
  actors: [{ address: ADELE.address }],
  sender: SENDER,
  originator: ORIGINATOR,
}

/** Seals claims as the service itself would, so that only what they say can be wrong. */
export function sealClaims(claims: Partial<LimitedClaims> = {}, now = NOON): string {
  const service = claims.aud ?? CLAIMS.aud
  const limited = createLimitedTokens({
    roots: parseLimitedRoots(secrets.limitedKeys),
    service,
    now: () => now,
  })
  return limited.seal({ ...CLAIMS, ...claims })
}

export interface ForgedRequest {
  readonly token: string
  readonly cst?: string
  readonly method?: string
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A request put together by hand. */
export function forgeRequest({ token, cst, ...request }: ForgedRequest): ActionRequest {
  const query = cst === undefined ? '' : `?cst=${encodeURIComponent(cst)}`
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'action-request-id': randomUUID(),
    ...request.headers,
  }
  return {
    method: request.method ?? 'POST',
    url: request.url ?? `/actions/expense${query}`,
    headers: Object.entries(headers),
    body: Buffer.from(request.body ?? ''),
  }
}
