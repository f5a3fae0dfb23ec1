export { normalizeAddress } from '../address.js'
export type { JsonWebKeySet, KeySourceOptions } from '../issuers/index.js'
export type {
  ActionTokenVerifier,
  ExchangeUser,
  ProfileName,
  TokenActor,
  TokenClaims,
  VerifiedActionToken,
} from './action-token-verifier.js'
export { BOT_CLOUDS } from './bot/bot-cloud.js'
export type { BotCloud } from './bot/bot-cloud.js'
export { createBotVerifier } from './bot/bot-verifier.js'
export type { BotActivityNames, BotTokenVerifier, BotVerifierOptions } from './bot/bot-verifier.js'
export { createEntraVerifier } from './entra/entra-verifier.js'
export type { EntraVerifierOptions } from './entra/entra-verifier.js'
export { ENTRA_CLOUDS } from './entra/entra-cloud.js'
export type { EntraCloud, EntraCloudName } from './entra/entra-cloud.js'
export { createExchangeVerifier } from './exchange/exchange-verifier.js'
export type { ExchangeVerifierOptions } from './exchange/exchange-verifier.js'
export { PLATFORM_CLIENT_ID } from './platform-client.js'
export { SUBSTRATE_ISSUER, SUBSTRATE_METADATA_URL } from './substrate/substrate-issuer.js'
export { createSubstrateVerifier } from './substrate/substrate-verifier.js'
export type { SubstrateVerifierOptions } from './substrate/substrate-verifier.js'
export { createTeamsWebhookVerifier } from './teams-webhook/teams-webhook-verifier.js'
export type {
  TeamsWebhookVerifier,
  TeamsWebhookVerifierOptions,
  VerifiedWebhookActivity,
} from './teams-webhook/teams-webhook-verifier.js'
