import { BOT_ISSUER } from './issuer-layout.js'

/** Where the emulator's connector says it is: a reserved domain, so no bot sends anything there. */
export const BOT_SERVICE_URL = 'https://smba.emulator.example/teams/'

/** Within the hour that the real connector's tokens live. */
export const BOT_LIFETIME_SECONDS = 3_600

/** What the connector is asked to write into one bot token. */
export interface BotTokenOrder {
  /** The bot's app id. */
  readonly audience: string
  /** Milliseconds since 1970: the moment of issue. */
  readonly issuedAt: number
  /** Default {@link BOT_LIFETIME_SECONDS}. */
  readonly lifetimeSeconds?: number
}

/**
 * The claims of a connector's token (PROTOCOL 3.4), as observed: no `iat`, and `serviceurl` in lower case. They name no
 * person: the token proves the connector, which vouches for the activity.
 */
export function buildBotClaims(order: BotTokenOrder): Record<string, unknown> {
  const nbf = Math.floor(order.issuedAt / 1000)
  return {
    serviceurl: BOT_SERVICE_URL,
    nbf,
    exp: nbf + (order.lifetimeSeconds ?? BOT_LIFETIME_SECONDS),
    iss: BOT_ISSUER,
    aud: order.audience,
  }
}
