import { bot } from './bot-difference.js'
import { entraV1, entraV2 } from './entra-difference.js'
import { exchangeDocumented, exchangeObserved } from './exchange-difference.js'
import type { ProfileDifference } from './profile-difference.js'
import { substrateConnector, substrateMail } from './substrate-difference.js'

/** Every shape of token that a signature stands under. */
export const allProfiles: readonly ProfileDifference[] = [
  entraV1,
  entraV2,
  substrateMail,
  substrateConnector,
  exchangeObserved,
  exchangeDocumented,
  bot,
]
