import type { EntraCloudName } from '../entra/entra-cloud.js'

/** One row of literals for a national cloud of the bot connector. Nothing here is ever built from a token. */
export interface BotCloud {
  readonly issuer: string
  readonly metadataUrl: string
  /** Where the connector of that cloud has its service URLs. */
  readonly serviceHosts: readonly string[]
}

/**
 * Sources: the vendor's page "Authenticate with the Bot Connector API" for issuers and documents (this one path has no hyphen), and
 * for the hosts the page "Service URL Validation" of its Teams SDK. Not a whole domain: anybody can register a name under
 * trafficmanager.net.
 */
export const BOT_CLOUDS: Readonly<Record<EntraCloudName, BotCloud>> = {
  public: {
    issuer: 'https://api.botframework.com',
    metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    serviceHosts: [
      'smba.trafficmanager.net',
      'smba.onyx.prod.teams.trafficmanager.net',
      'smba.infra.gcc.teams.microsoft.com',
    ],
  },
  usgov: {
    issuer: 'https://api.botframework.us',
    metadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    serviceHosts: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
  },
  china: {
    issuer: 'https://api.botframework.azure.cn',
    metadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    serviceHosts: ['frontend.botapi.msg.infra.teams.microsoftonline.cn'],
  },
}

export function readBotCloud(option: EntraCloudName | undefined, problems: string[]): BotCloud {
  const name: string = option ?? 'public'
  if (Object.hasOwn(BOT_CLOUDS, name)) return BOT_CLOUDS[name as EntraCloudName]
  problems.push('cloud: give "public", "usgov" or "china"')
  return BOT_CLOUDS.public
}
