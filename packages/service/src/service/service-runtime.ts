import type { ActionTokenVerifier, BotTokenVerifier } from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { EventHub } from '../events/event-hub.js'
import type { ActionHandler } from '../kinds/kind.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { AnyActionFunction } from '../pipeline/execute-handler.js'
import type { LedgerSource } from './ledger-source.js'
import type { RunningWork } from './running-work.js'
import type { TransportSource } from './transport-source.js'

/** What the parts of one service share. */
export interface ServiceRuntime {
  readonly config: ServiceConfig
  readonly verifier: ActionTokenVerifier
  /** Where the service has a bot. */
  readonly botVerifier: BotTokenVerifier | undefined
  /** What stands behind each handler that a kind has given out. */
  readonly handlers: WeakMap<ActionHandler, HandledKind>
  readonly ledger: LedgerSource
  readonly events: EventHub
  readonly running: RunningWork
  readonly transport: TransportSource
}

/** A kind with the handler that was set for it. */
export interface HandledKind {
  readonly kind: KindDefinition
  readonly handler: AnyActionFunction
}
