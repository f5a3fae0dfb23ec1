import type { StoredChannel } from '../channels/channel.js'
import type { ExchangeKeyStage } from '../exchange/exchange-keys.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import type { SigningKeyPem } from '../issuers/signing-key.js'
import type { MessageStore } from './message-store.js'
import type { RunningEmulator } from './running-file.js'

export interface Certificate {
  readonly key: string
  readonly cert: string
}

/** What an emulator keeps, in a folder or in memory. */
export interface DataStore {
  readonly messages: MessageStore
  /** The platform's keys, made where they are missing. */
  readonly keys: readonly [SigningKeyPem, SigningKeyPem]
  /** The certificate for STARTTLS, made where it is missing. */
  readonly certificate: Certificate
  /** Providers of an earlier run, unchecked. */
  readonly providers: readonly unknown[]
  /** Channels of an earlier run, unchecked. */
  readonly channels: readonly unknown[]
  readonly rotated: boolean
  /** The keys of the on-premises Exchange, made where they are missing. */
  readonly exchangeKeys: readonly [SigningKeyPem, SigningKeyPem]
  readonly exchangeStage: ExchangeKeyStage
  saveProviders(providers: readonly EmulatorProvider[]): Promise<void>
  saveChannels(channels: readonly StoredChannel[]): Promise<void>
  saveRotated(): Promise<void>
  saveExchangeStage(stage: ExchangeKeyStage): Promise<void>
  announce(running: RunningEmulator): Promise<void>
  close(): Promise<void>
}
