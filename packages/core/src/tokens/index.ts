export { normalizeAddress } from '../address.js'
export type { JsonWebKeySet, KeySourceOptions } from '../issuers/index.js'
export type {
  ActionTokenVerifier,
  ProfileName,
  TokenActor,
  TokenClaims,
  VerifiedActionToken,
} from './action-token-verifier.js'
export { createEntraVerifier } from './entra/entra-verifier.js'
export type { EntraVerifierOptions } from './entra/entra-verifier.js'
export type { EntraCloudName } from './entra/entra-cloud.js'
export { PLATFORM_CLIENT_ID } from './platform-client.js'
export { createSubstrateVerifier } from './substrate/substrate-verifier.js'
export type { SubstrateVerifierOptions } from './substrate/substrate-verifier.js'
