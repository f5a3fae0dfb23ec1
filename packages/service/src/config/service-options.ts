import type { KeyObject } from 'node:crypto'
import type {
  ActionTokenHeader,
  FetchMetadata,
  JsonWebKeySet,
  LimitedRoot,
  TrustEmulator,
} from '@countersign/core'
import type { Ledger } from '@countersign/ledger'
import type { DkimOptions, Transport } from '@countersign/mail'
import type { ForwardEvents } from '../events/forward-events.js'
import type { ServiceEventListener } from '../events/service-event.js'

/** A tenant whose people may act, with the mail domains that it may vouch for. */
export interface TenantOptions {
  /** A GUID. */
  readonly tenantId: string
  /** Needed with `bindActorBy: 'address'`. */
  readonly domains?: readonly string[]
}

export interface ActorIds {
  readonly tenantId: string
  readonly objectId: string
}

/** The profiles that a service's own routes can have; bots and outgoing webhooks come beside them. */
export type ServiceProfile = 'entra' | 'substrate' | 'exchange'

export interface BotOptions {
  /** The bot's app id: the expected `aud`. */
  readonly appId: string
  /** Default `public`. */
  readonly cloud?: 'public' | 'usgov' | 'china'
  /** Service URLs of the connectors that may call. Default: the platform's own hosts of the cloud. */
  readonly serviceUrls?: readonly string[]
  /** Public keys of the connector with their endorsements, in place of fetching them. */
  readonly jwks?: JsonWebKeySet
}

export interface ServiceOptions {
  /** Sealed into limited-purpose tokens as their audience. Default: the originator. */
  readonly name?: string
  /** How action tokens are judged. Default `entra`; `substrate` is the legacy profile and is never guessed. */
  readonly profile?: ServiceProfile
  /**
   * The expected `aud`: the AppIdUri or client id (`entra`), the base URL of the service (`substrate`), the URL of
   * the add-in's page (`exchange`).
   */
  readonly audience: string | readonly string[]
  /** Tenants whose people may act. No default; needed for `entra` and for connector messages. */
  readonly tenants?: readonly (string | TenantOptions)[]
  /** Object ids of those who may act on cards of kinds with `actors: 'authorized'`; a kind may have its own. */
  readonly objectIds?: readonly string[]
  /** `exchange`: metadata documents of the servers whose users may call, https URLs. No other one is fetched. */
  readonly trustedMetadata?: readonly string[]
  /** The bot whose cards `service.bot` answers. Needs `tenants`. */
  readonly bot?: BotOptions
  /** Security tokens of Teams outgoing webhooks, base64, for `service.teamsWebhook`; several while one is replaced. */
  readonly webhookKeys?: readonly string[]
  /**
   * Hosts of the channels that `kind.post` may post to: a host name, or `*.` and a domain. Default: the vendor's
   * connectors, `*.webhook.office.com`, and `outlook.office.com` and `outlook.office365.com` under `/webhook`.
   * Workflows (`…logic.azure.com`, `…api.powerplatform.com`) are anybody's to make: name the very host of yours.
   */
  readonly webhookHosts?: readonly string[]
  /** `entra`: the scope that the app exposes. */
  readonly scope?: string | readonly string[]
  /** `entra`: client ids that may call. Default: the platform's. */
  readonly callers?: readonly string[]
  /** Default `public`. */
  readonly cloud?: 'public' | 'usgov' | 'china'
  /** Seconds, at most 600. Default 300. */
  readonly clockSkewSeconds?: number
  /** The header that routes take the action token from. Default `authorization`. */
  readonly header?: ActionTokenHeader

  /** The provider's id (a GUID) from its registration. Needed to send and to act. */
  readonly originator?: string
  /** The registered sender address. Needed to send; on `substrate` also to act. */
  readonly sender?: string
  /** The name beside the sender's address. */
  readonly senderName?: string
  /** The private key whose public part is registered: a KeyObject, PEM, JWK or RSAKeyValue XML. Needed to send. */
  readonly signingKey?: KeyObject | string
  /** Roots of the limited-purpose keys: `id:base64url[,…]`, the first one seals. Needed to send and to act. */
  readonly limitedKeys?: string | readonly LimitedRoot[]
  /** A ledger, `sqlite:FILE` or `memory:`. Needed to act. */
  readonly ledger?: Ledger | string
  /** Where mails go: `smtp://user:password@host:port` or `smtps://…`. */
  readonly smtp?: string
  /** Where mails go, in place of `smtp`. */
  readonly transport?: Transport
  /** DKIM-signs every mail here. Leave it out where the mail server does that, as most do. */
  readonly dkim?: DkimOptions

  /** `address`: on `entra`, match recipients by the changeable user name. Needs the domains of each tenant. */
  readonly bindActorBy?: 'address'
  /** Finds the ids of a recipient at send time. Return undefined where the address is nobody's. */
  readonly resolveActor?: (address: string) => ActorIds | undefined | Promise<ActorIds | undefined>

  /** Trust a local emulator. Prints a warning; refused with NODE_ENV=production and with real tenants. */
  readonly trustEmulator?: TrustEmulator
  /** Shows the service's events on the page of a local emulator. Refused without `trustEmulator`. */
  readonly forwardEvents?: ForwardEvents
  /** Brings the issuers' documents. Default: the global fetch. */
  readonly fetch?: FetchMetadata
  /** Public keys of the issuer, in place of fetching them. */
  readonly jwks?: JsonWebKeySet

  /** Milliseconds since the epoch. Default Date.now. */
  readonly now?: () => number
  /**
   * How long an answer may take, in ms. `actMs` (4,000): then the actor is told that it is still being worked on.
   * `viewMs` (1,500): then an opened message stays as it is. The platform shows nothing that comes after 2 s and keeps
   * it all the same, so that a longer `viewMs` renews what the next opening begins with.
   */
  readonly budgets?: { readonly actMs?: number; readonly viewMs?: number }
  /** How long a reservation is held without being renewed, in ms. Default 30,000. */
  readonly leaseMs?: number
  /** The same as calling `service.onEvent` at once. */
  readonly onEvent?: ServiceEventListener
  /** Default: NODE_ENV of the process. */
  readonly nodeEnv?: string
}
