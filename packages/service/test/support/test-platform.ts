import { createPublicKey, type KeyObject } from 'node:crypto'
import {
  computeKeyThumbprint,
  generateLimitedRoot,
  generateSigningKey,
  PLATFORM_CLIENT_ID,
  signCompactJws,
  type JsonWebKeySet,
} from '@countersign/core'

export const TENANT = '3f2f6d2e-7c1b-4f0a-9a58-0d6a1c2b3e4f'
export const OTHER_TENANT = '9c0d1e2f-3a4b-4c5d-8e6f-708192a3b4c5'
export const ORIGINATOR = 'b7c2f3a0-5f0e-4c39-9d5e-3f6c1a2b4d5e'
/** A client id: version 2 tokens never carry the AppIdUri. */
export const AUDIENCE = '1d2c3b4a-5968-4776-8594-a3b2c1d0e9f8'
export const SUBSTRATE_AUDIENCE = 'https://expenses.contoso.com'
export const BOT_APP_ID = '7a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8'
export const BOT_SERVICE_URL = 'https://smba.trafficmanager.net/emea/'
export const SCOPE = 'Global.Test'
export const SENDER = 'expenses@contoso.com'
/** Who a service of one tenant is, and whose tokens it takes. */
export const SERVICE_IDENTITY = {
  audience: AUDIENCE,
  scope: SCOPE,
  tenants: [{ tenantId: TENANT, domains: ['contoso.com'] }],
  bindActorBy: 'address',
  originator: ORIGINATOR,
  sender: SENDER,
} as const

/** Saturday, 2026-11-21 12:00:00 UTC. */
export const NOON = Date.UTC(2026, 10, 21, 12)

export interface Person {
  readonly address: string
  readonly tenantId: string
  readonly objectId: string
  readonly guest?: boolean
}

export const ADELE: Person = {
  address: 'adele@contoso.com',
  tenantId: TENANT,
  objectId: 'a0000000-0000-4000-8000-00000000000a',
}
export const ALEX: Person = {
  address: 'alex@contoso.com',
  tenantId: TENANT,
  objectId: 'b0000000-0000-4000-8000-00000000000b',
}
/** The same object id in another tenant: ids count only together. */
export const ADELE_ELSEWHERE: Person = { ...ADELE, address: 'adele@fabrikam.com', tenantId: OTHER_TENANT }

const KEY_ID = 'test-key-1'

/** The platform as far as a service sees it: it signs action tokens. Keys are new in every process. */
export interface TestPlatform {
  /** As the version 2 key set of Entra has them: each key names its issuer. */
  readonly jwks: JsonWebKeySet
  readonly substrateJwks: JsonWebKeySet
  /** The bot connector's: each key says for which channels it speaks. */
  readonly botJwks: JsonWebKeySet
  readonly keyThumbprint: string
  mintEntra(person: Person, options: MintOptions): Promise<string>
  mintSubstrate(person: Person, options: MintOptions & { readonly sender?: string }): Promise<string>
  mintConnector(person: Person, options: MintOptions): Promise<string>
  mintBot(options: MintOptions): Promise<string>
}

export interface MintOptions {
  /** Milliseconds. */
  readonly now: number
  readonly claims?: Readonly<Record<string, unknown>>
}

export async function createTestPlatform(): Promise<TestPlatform> {
  const key = await generateSigningKey()
  const jwk = createPublicKey(key).export({ format: 'jwk' })
  const published = { ...jwk, kid: KEY_ID, use: 'sig' }
  const sign = (claims: Record<string, unknown>) =>
    signCompactJws(claims, { key, header: { kid: KEY_ID, typ: 'JWT' } })
  return {
    jwks: { keys: [{ ...published, issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }] },
    substrateJwks: { keys: [published] },
    botJwks: { keys: [{ ...published, endorsements: ['msteams'] }] },
    keyThumbprint: computeKeyThumbprint(key),
    mintEntra: (person, { now, claims }) =>
      sign({
        ver: '2.0',
        iss: `https://login.microsoftonline.com/${person.tenantId}/v2.0`,
        tid: person.tenantId,
        oid: person.objectId,
        sub: 'pairwise-subject',
        aud: AUDIENCE,
        azp: PLATFORM_CLIENT_ID,
        scp: SCOPE,
        preferred_username: person.address,
        ...(person.guest === true ? { idp: 'https://sts.windows.net/elsewhere/' } : {}),
        ...lifetime(now, 3600),
        ...claims,
      }),
    mintSubstrate: (person, { now, claims, sender }) =>
      sign({ ...substrateClaims(now), sub: person.address, sender: sender ?? SENDER, ...claims }),
    mintConnector: (person, { now, claims }) =>
      sign({
        ...substrateClaims(now),
        sub: person.objectId,
        oid: person.objectId,
        tid: person.tenantId,
        ...claims,
      }),
    mintBot: ({ now, claims }) =>
      sign({
        iss: 'https://api.botframework.com',
        aud: BOT_APP_ID,
        serviceurl: BOT_SERVICE_URL,
        ...lifetime(now, 3600),
        ...claims,
      }),
  }
}

function substrateClaims(now: number): Record<string, unknown> {
  return {
    ver: 'STI.ExternalAccessToken.V1',
    iss: 'https://substrate.office.com/sts/',
    aud: SUBSTRATE_AUDIENCE,
    appid: PLATFORM_CLIENT_ID,
    appidacr: '2',
    ...lifetime(now, 900),
  }
}

function lifetime(now: number, seconds: number): { iat: number; nbf: number; exp: number } {
  const issued = Math.floor(now / 1000)
  return { iat: issued, nbf: issued, exp: issued + seconds }
}

export interface ProviderSecrets {
  readonly signingKey: KeyObject
  readonly limitedKeys: string
}

export async function createProviderSecrets(): Promise<ProviderSecrets> {
  return { signingKey: await generateSigningKey(), limitedKeys: generateLimitedRoot().text }
}
