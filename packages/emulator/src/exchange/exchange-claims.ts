import { createHash } from 'node:crypto'
import type { DirectoryUser } from '../directory/directory-user.js'
import type { ExchangeFaultName } from './exchange-faults.js'
import {
  EXCHANGE_HOST,
  EXCHANGE_ISSUER,
  EXCHANGE_METADATA_URL,
  EXCHANGE_METADATA_URL_WITH_PORT,
} from './exchange-layout.js'
import type { ExchangeTokenShape } from './exchange-token-request.js'

/** Observed on real tokens. */
export const EXCHANGE_LIFETIME_SECONDS = 28_800

const HOUR_SECONDS = 3_600
/** Also a reserved name: nobody else's server is ever asked. */
const OTHER_METADATA_URL = 'https://mail.fabrikam.example/autodiscover/metadata/json/1'

export interface ExchangeTokenOrder {
  readonly user: DirectoryUser
  readonly audience: string
  readonly shape: ExchangeTokenShape
  readonly fault?: ExchangeFaultName | undefined
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly lifetimeSeconds: number
}

/** The claims of an Exchange user identity token in either of its two shapes (PROTOCOL 3.3). */
export function buildExchangeClaims(order: ExchangeTokenOrder): Record<string, unknown> {
  const { shape, fault } = order
  const nbf = Math.floor(order.issuedAt / 1000) + shiftSeconds(fault)
  const exp = nbf + (fault === 'expired-token' ? HOUR_SECONDS : order.lifetimeSeconds)
  const appctx = {
    msexchuid: exchangeUserId(order.user),
    version: fault === 'other-version' ? 'ExIdTok.V2' : 'ExIdTok.V1',
    amurl: fault === 'other-metadata' ? OTHER_METADATA_URL : metadataUrlOf(shape),
  }
  const common = {
    aud: fault === 'wrong-audience' ? 'https://another-add-in.example/index.html' : order.audience,
    iss: EXCHANGE_ISSUER,
  }
  switch (shape) {
    case 'documented':
      return {
        ...common,
        nbf: String(nbf),
        exp: String(exp),
        appctxsender: `00000002-0000-0ff1-ce00-000000000000@${EXCHANGE_HOST}`,
        isbrowserhostedapp: 'true',
        appctx,
      }
    case 'observed':
      return {
        ...common,
        nbf,
        exp,
        appctxsender: EXCHANGE_ISSUER,
        isbrowserhostedapp: 'True',
        appctx: JSON.stringify(appctx),
      }
  }
}

/** `msexchuid`: Exchange's own id of the mailbox, unlike the object id of the same person in Entra. */
export function exchangeUserId(user: DirectoryUser): string {
  const hex = createHash('sha256').update(`exchange mailbox ${user.objectId}`).digest('hex')
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)]
  return `${a}-${b}-4${c}-a${d}-${hex.slice(20, 32)}@${EXCHANGE_HOST}`
}

function metadataUrlOf(shape: ExchangeTokenShape): string {
  return shape === 'documented' ? EXCHANGE_METADATA_URL_WITH_PORT : EXCHANGE_METADATA_URL
}

function shiftSeconds(fault: ExchangeFaultName | undefined): number {
  switch (fault) {
    case 'expired-token':
      return -2 * HOUR_SECONDS
    case 'future-token':
      return HOUR_SECONDS
    case 'wrong-audience':
    case 'other-metadata':
    case 'unknown-certificate':
    case 'other-version':
    case undefined:
      return 0
  }
}
