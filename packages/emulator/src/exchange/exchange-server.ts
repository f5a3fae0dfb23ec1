import { CountersignError } from '@countersign/core'
import type { Directory } from '../directory/directory.js'
import type { EventLog } from '../events/event-log.js'
import { buildExchangeMetadata } from './build-exchange-metadata.js'
import { EXCHANGE_LIFETIME_SECONDS, type ExchangeTokenOrder } from './exchange-claims.js'
import { checkExchangeFaultName } from './exchange-faults.js'
import type { ExchangeKeyStage, ExchangeKeys } from './exchange-keys.js'
import { EXCHANGE_METADATA_PATH, EXCHANGE_TENANT_ID } from './exchange-layout.js'
import type { ExchangeTokenRequest } from './exchange-token-request.js'
import { mintExchangeToken, type MintedExchangeToken } from './mint-exchange-token.js'

export interface ExchangeServerOptions {
  readonly directory: Directory
  readonly events: EventLog
  readonly keys: ExchangeKeys
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly saveStage: (stage: ExchangeKeyStage) => Promise<void>
}

/** The on-premises Exchange of `exchange.contoso.example`: a metadata document and tokens for add-ins (PROTOCOL 3.3). */
export class ExchangeServer {
  readonly #options: ExchangeServerOptions

  constructor(options: ExchangeServerOptions) {
    this.#options = options
  }

  get keys(): ExchangeKeys {
    return this.#options.keys
  }

  /** The public document at HOST/PATH, or undefined. */
  findDocument(path: string): object | undefined {
    return path === EXCHANGE_METADATA_PATH ? buildExchangeMetadata(this.keys.published) : undefined
  }

  /**
   * What `getUserIdentityTokenAsync` gives to an add-in. Only Contoso's people have a mailbox on this server.
   *
   * @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_MINT_REFUSED
   * @throws CountersignTypeError ERR_EMULATOR_FAULT
   */
  async mint(request: ExchangeTokenRequest): Promise<MintedExchangeToken> {
    const order = this.#complete(request)
    const minted = await mintExchangeToken(order, this.keys.current)
    this.#options.events.emit({
      type: 'exchange-token-minted',
      user: order.user.alias,
      audience: order.audience,
      shape: order.shape,
      x5t: minted.x5t,
      expiresAt: Number(minted.claims.exp),
      ...(order.fault === undefined ? {} : { fault: order.fault }),
    })
    return minted
  }

  /** Goes one stage on: old and new certificate, then the new one alone. */
  async rollOverKeys(): Promise<ExchangeKeyStage> {
    const { keys, events, saveStage } = this.#options
    if (keys.stage === 'second') return keys.stage
    const stage = keys.rollOver()
    events.emit({ type: 'exchange-keys-rolled', stage, x5t: keys.current.kid })
    await saveStage(stage)
    return stage
  }

  #complete(request: ExchangeTokenRequest): ExchangeTokenOrder {
    const { directory, now } = this.#options
    const user = directory.getUser(request.as)
    if (user.tenantId !== EXCHANGE_TENANT_ID || request.audience === '') {
      throw new CountersignError('ERR_EMULATOR_MINT_REFUSED')
    }
    return {
      user,
      audience: request.audience,
      shape: request.shape ?? 'observed',
      fault: request.fault === undefined ? undefined : checkExchangeFaultName(request.fault),
      issuedAt: request.issuedAt ?? now(),
      lifetimeSeconds: request.lifetimeSeconds ?? EXCHANGE_LIFETIME_SECONDS,
    }
  }
}
