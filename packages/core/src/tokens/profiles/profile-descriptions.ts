import { botProfile } from '../bot/bot-profile.js'
import { entraProfile } from '../entra/entra-profile.js'
import { exchangeProfile } from '../exchange/exchange-profile.js'
import { substrateProfile } from '../substrate/substrate-profile.js'
import { teamsWebhookProfile } from '../teams-webhook/teams-webhook-profile.js'
import type { ProfileDescription } from './profile-description.js'

/** Every profile, in the order in which one meets them. */
export const profileDescriptions: readonly ProfileDescription[] = Object.freeze([
  entraProfile,
  substrateProfile,
  exchangeProfile,
  botProfile,
  teamsWebhookProfile,
])
