import { createHash, randomBytes } from 'node:crypto'
import { signCompactJws } from '@countersign/core'
import { issuerOf } from '../issuers/issuer-layout.js'
import type { SigningKey } from '../issuers/signing-key.js'
import type { GraphApp } from './graph-app.js'

export const GRAPH_AUDIENCE = 'https://graph.microsoft.com'
/** As the real endpoint says it. */
export const GRAPH_TOKEN_LIFETIME_SECONDS = 3_599
/** Tokens that are good at the same time; the oldest go first. */
const MAX_LIVE_TOKENS = 1_000

interface LiveToken {
  readonly clientId: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** The access tokens that Graph takes: the ones issued here, known by their hash. */
export class GraphTokens {
  readonly #live = new Map<string, LiveToken>()

  /**
   * An app-only token with the claims of a real one: for Graph, with a role and without a scope. A service that took it
   * for an action token would be wrong on each of these.
   *
   * @param now milliseconds since 1970
   */
  async issue(app: GraphApp, key: SigningKey, now: number): Promise<string> {
    const iat = Math.floor(now / 1000)
    const principal = principalOf(app)
    const claims = {
      aud: GRAPH_AUDIENCE,
      iss: issuerOf('entra-v1', app.tenantId),
      iat,
      nbf: iat,
      exp: iat + GRAPH_TOKEN_LIFETIME_SECONDS,
      appid: app.clientId,
      appidacr: '1',
      idtyp: 'app',
      oid: principal,
      roles: ['Mail.Send'],
      sub: principal,
      tid: app.tenantId,
      uti: randomBytes(16).toString('base64url'),
      ver: '1.0',
    }
    const header = { typ: 'JWT', kid: key.kid, x5t: key.kid }
    const token = await signCompactJws(claims, { key: key.privateKey, header })
    this.#live.set(hash(token), { clientId: app.clientId, expiresAt: claims.exp * 1000 })
    for (const oldest of this.#live.keys()) {
      if (this.#live.size <= MAX_LIVE_TOKENS) break
      this.#live.delete(oldest)
    }
    return token
  }

  /** Whose token it is; undefined for one that was never issued. @param now milliseconds since 1970 */
  find(token: string, now: number): { readonly clientId: string; readonly expired: boolean } | undefined {
    const live = this.#live.get(hash(token))
    return live === undefined ? undefined : { clientId: live.clientId, expired: live.expiresAt <= now }
  }
}

/** The object id of the app's service principal. */
function principalOf(app: GraphApp): string {
  const hex = createHash('sha256').update(`service principal ${app.tenantId} ${app.clientId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
