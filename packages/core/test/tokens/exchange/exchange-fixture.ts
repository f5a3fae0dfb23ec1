import { X509Certificate, type KeyObject } from 'node:crypto'
import { createCertificate } from '../../../src/jose/index.js'
import type { ExchangeVerifierOptions } from '../../../src/tokens/index.js'
import { keyA, keyB } from '../../issuers/rsa-keys.js'
import { signToken, type Claims } from '../sign-token.js'

export const NOW_SECONDS = 1_800_000_000
export const PAGE = 'https://addin.contoso.com/read.html'
export const METADATA_URL = 'https://mail.contoso.com/autodiscover/metadata/json/1'
export const ISSUER = '00000002-0000-0ff1-ce00-000000000000@mail.contoso.com'
export const USER_ID = '53e925fa-76ba-45e1-be0f-4ef08b59d389@mail.contoso.com'

export interface TestCertificate {
  readonly key: KeyObject
  /** Base64 DER. */
  readonly value: string
  /** SHA-1 of the DER, base64url. */
  readonly x5t: string
}

const DAY_MS = 86_400_000

/** A self-signed certificate; days count from the fixture's now. */
export async function makeCertificate(
  key: KeyObject,
  fromDays = -30,
  toDays = 1000,
): Promise<TestCertificate> {
  const at = (days: number): Date => new Date(NOW_SECONDS * 1000 + days * DAY_MS)
  const options = { commonName: 'Microsoft Exchange Server Auth Certificate' }
  const pem = await createCertificate(key, { ...options, notBefore: at(fromDays), notAfter: at(toDays) })
  const { raw, fingerprint } = new X509Certificate(pem)
  const x5t = Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url')
  return { key, value: raw.toString('base64'), x5t }
}

export const certificateA = await makeCertificate(keyA.privateKey)
export const certificateB = await makeCertificate(keyB.privateKey)

export const publish = ({ value, x5t }: TestCertificate, printed = x5t): Claims => ({
  usage: 'signing',
  keyinfo: { x5t: printed },
  keyvalue: { type: 'x509Certificate', value },
})

/** As a server prints it, down to the members that nobody reads. */
export const metadataOf = (...keys: readonly unknown[]): Claims => ({
  id: '_70b34511-d105-4e2b-9675-39f53305bb01',
  version: '1.0',
  name: 'Exchange',
  realm: '*',
  serviceName: '00000002-0000-0ff1-ce00-000000000000',
  issuer: '00000002-0000-0ff1-ce00-000000000000@*',
  allowedAudiences: ['00000002-0000-0ff1-ce00-000000000000@*'],
  keys,
  endpoints: [{ location: METADATA_URL, protocol: 'OAuth2', usage: 'metadata' }],
})

export const context: Claims = {
  msexchuid: USER_ID,
  version: 'ExIdTok.V1',
  amurl: 'https://mail.contoso.com:443/autodiscover/metadata/json/1',
}

const common = {
  aud: PAGE,
  iss: ISSUER,
  appctxsender: '00000002-0000-0ff1-ce00-000000000000@mail.context.com',
}
/** As the vendor's page prints it. */
export const documentedClaims: Claims = {
  ...common,
  nbf: String(NOW_SECONDS - 60),
  exp: String(NOW_SECONDS - 60 + 28_800),
  isbrowserhostedapp: 'true',
  appctx: context,
}
/** As live servers write it. */
export const observedClaims: Claims = {
  ...common,
  nbf: NOW_SECONDS - 60,
  exp: NOW_SECONDS - 60 + 28_800,
  isbrowserhostedapp: 'True',
  appctx: JSON.stringify(context),
}

const signWith = (claims: Claims, header: Claims): string =>
  signToken(claims, { key: certificateA.key, header: { x5t: certificateA.x5t, ...header } })

export const signDocumented = (changes: Claims = {}, header: Claims = {}): string =>
  signWith({ ...documentedClaims, ...changes }, header)

export const signObserved = (changes: Claims = {}, header: Claims = {}): string =>
  signWith(
    { ...observedClaims, ...changes },
    { kid: Buffer.from(certificateA.x5t, 'base64url').toString('hex').toUpperCase(), ...header },
  )

/** Both shapes with a changed context. */
export const signContexts = (changes: Claims): string[] => [
  signDocumented({ appctx: { ...context, ...changes } }),
  signObserved({ appctx: JSON.stringify({ ...context, ...changes }) }),
]

export const offlineOptions: ExchangeVerifierOptions = {
  audience: PAGE,
  trustedMetadata: [METADATA_URL],
  keys: { documents: { [METADATA_URL]: metadataOf(publish(certificateA)) } },
  now: () => NOW_SECONDS * 1000,
}
