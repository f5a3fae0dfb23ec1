import type { ActionTokenVerifier } from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { EventHub } from '../events/event-hub.js'
import type { LedgerSource } from './ledger-source.js'
import type { RunningWork } from './running-work.js'
import type { TransportSource } from './transport-source.js'

/** What the parts of one service share. */
export interface ServiceRuntime {
  readonly config: ServiceConfig
  readonly verifier: ActionTokenVerifier
  readonly ledger: LedgerSource
  readonly events: EventHub
  readonly running: RunningWork
  readonly transport: TransportSource
}
