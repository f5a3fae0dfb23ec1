/** A channel of a team: posts arrive through its incoming webhook, and its members press their buttons. */
export interface Channel {
  /** 32 hexadecimal digits, part of the webhook's URL. */
  readonly id: string
  /** Unique in one emulator; its messages stand in the mailbox `channel:NAME`. */
  readonly name: string
  readonly team: string
  readonly tenantId: string
  /** Object ids of users of the tenant, never empty; the first presses where nobody is named. */
  readonly members: readonly string[]
  /** The originator of the provider whose cards these are; without one the card or its targets say it. */
  readonly provider?: string
}

/** A channel with the way in. Whoever has the URL may post: it is a secret. */
export interface ChannelWithWebhook extends Channel {
  /** `http://127.0.0.1:PORT/webhook/ID/SECRET` */
  readonly webhookUrl: string
}

/** A channel with its webhook's secret, as the data folder keeps it. */
export interface StoredChannel extends Channel {
  readonly secret: string
}

export interface ChannelOptions {
  /** Letters, digits, space, `.`, `_` and `-`, at most 50 characters. */
  readonly name: string
  /** Default `Countersign`. */
  readonly team?: string
  /** A tenant's name, tenant id or domain. Default `Contoso`. */
  readonly tenant?: string
  /** Addresses, aliases or object ids of users of that tenant. Default: all of them. */
  readonly members?: readonly string[]
  /** The originator of a registered provider. */
  readonly provider?: string
}
