import type { ServiceProfile } from './service-options.js'

/** What a variable is for: a process that only verifies tokens needs fewer than one that sends. */
export type EnvironmentPart = 'verify' | 'act' | 'send' | 'smtp' | 'optional'

export interface EnvironmentVariable {
  readonly name: `COUNTERSIGN_${string}`
  readonly part: EnvironmentPart
  /** May also be given as `<name>_FILE`, the path of a file that holds the value. */
  readonly secret: boolean
  /** One sentence; the documentation is made from it. */
  readonly description: string
  readonly example: string
  /** Needed only on this profile. */
  readonly profile?: ServiceProfile
}

/** Every variable that {@link fromEnv} reads. The table in the documentation is generated from this one. */
export const environmentVariables = Object.freeze([
  {
    name: 'COUNTERSIGN_ORIGINATOR',
    part: 'act',
    secret: false,
    description: "The provider's id from its registration, a GUID.",
    example: 'b7c2f3a0-5f0e-4c39-9d5e-3f6c1a2b4d5e',
  },
  {
    name: 'COUNTERSIGN_SENDER',
    part: 'send',
    secret: false,
    description: 'The registered address that cards are sent from.',
    example: 'expenses@contoso.com',
  },
  {
    name: 'COUNTERSIGN_SIGNING_KEY',
    part: 'send',
    secret: true,
    description: 'The private key that signs cards: PEM, JWK or RSAKeyValue XML, RSA of at least 2,048 bits.',
    example: '-----BEGIN PRIVATE KEY-----…',
  },
  {
    name: 'COUNTERSIGN_LIMITED_KEYS',
    part: 'act',
    secret: true,
    description:
      'Roots of the keys that seal limited-purpose tokens: id:base64url, several separated by commas; the first one seals, all open.',
    example: 'k2026:<43 characters of base64url>',
  },
  {
    name: 'COUNTERSIGN_PROFILE',
    part: 'optional',
    secret: false,
    description:
      'How action tokens are judged: entra (default), substrate (legacy, and connectors) or exchange (add-ins).',
    example: 'entra',
  },
  {
    name: 'COUNTERSIGN_AUDIENCE',
    part: 'verify',
    secret: false,
    description:
      "The audience expected in action tokens: AppIdUri or client id (entra), base URL of the service (substrate), URL of the add-in's page (exchange); several separated by commas.",
    example: 'api://auth-am-00000000-0000-0000-0000-000000000000/00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'COUNTERSIGN_TENANTS',
    part: 'verify',
    profile: 'entra',
    secret: false,
    description:
      'Tenants whose people may act: GUID or GUID=domain+domain with the mail domains that the tenant vouches for; several separated by commas.',
    example: '00000000-0000-0000-0000-000000000000=contoso.com+contoso.org',
  },
  {
    name: 'COUNTERSIGN_SCOPE',
    part: 'verify',
    profile: 'entra',
    secret: false,
    description: 'The scope that the app exposes to the platform; several separated by commas.',
    example: 'Global.Test',
  },
  {
    name: 'COUNTERSIGN_TRUSTED_METADATA',
    part: 'verify',
    profile: 'exchange',
    secret: false,
    description:
      'Metadata documents of the Exchange servers whose users may call, https URLs; several separated by commas. No other one is fetched.',
    example: 'https://mail.contoso.com/autodiscover/metadata/json/1',
  },
  {
    name: 'COUNTERSIGN_OBJECT_IDS',
    part: 'optional',
    secret: false,
    description:
      'Object ids of those who may act on cards in channels, where a kind has no list of its own; several separated by commas.',
    example: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'COUNTERSIGN_BOT_APP_ID',
    part: 'optional',
    secret: false,
    description: 'The app id of the bot whose cards the service answers; needs COUNTERSIGN_TENANTS.',
    example: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'COUNTERSIGN_WEBHOOK_KEYS',
    part: 'optional',
    secret: true,
    description:
      'Security tokens of Teams outgoing webhooks, as Teams shows them; several separated by commas while one is exchanged.',
    example: '<44 characters of base64>',
  },
  {
    name: 'COUNTERSIGN_LEDGER',
    part: 'act',
    secret: true,
    description:
      'Where it is recorded what has run: sqlite:FILE, sqlite:FILE?witness=PATH with its witness elsewhere, best on another volume (docs/ledger.md), or memory: for a try (forgets at every start).',
    example: 'sqlite:/var/lib/expenses/ledger.db',
  },
  {
    name: 'COUNTERSIGN_SMTP',
    part: 'smtp',
    secret: true,
    description: 'The server that takes mails: smtp://user:password@host:port or smtps://….',
    example: 'smtp://user:password@mail.contoso.com:587',
  },
  {
    name: 'COUNTERSIGN_BIND_ACTOR_BY',
    part: 'optional',
    secret: false,
    description:
      'address: match recipients by the changeable user name in the token; needs the domains of each tenant.',
    example: 'address',
  },
  {
    name: 'COUNTERSIGN_TRUST_EMULATOR',
    part: 'optional',
    secret: false,
    description:
      'Base URL of the issuers of a local emulator; set by countersign dev, refused with NODE_ENV=production.',
    example: 'http://127.0.0.1:8787/issuers',
  },
  {
    name: 'COUNTERSIGN_TRUST_EMULATOR_KEY',
    part: 'optional',
    secret: false,
    description: "Thumbprints of the emulator's keys, separated by commas; set by countersign dev.",
    example: '<43 characters of base64url>',
  },
  {
    name: 'COUNTERSIGN_EVENTS',
    part: 'optional',
    secret: false,
    description:
      'Where the service shows its events: the page of a local emulator; set by countersign dev, refused without COUNTERSIGN_TRUST_EMULATOR.',
    example: 'http://127.0.0.1:8787/api/v1/service-events',
  },
  {
    name: 'COUNTERSIGN_EVENTS_SECRET',
    part: 'optional',
    secret: true,
    description: 'What the emulator takes these events by, and nothing else; set by countersign dev.',
    example: '<43 characters of base64url>',
  },
] as const satisfies readonly EnvironmentVariable[])

export type EnvironmentName = (typeof environmentVariables)[number]['name']
