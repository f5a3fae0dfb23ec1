import type { EventHub } from '../events/event-hub.js'
import type { LinkingConfig } from './check-linking-options.js'

/** What the parts of one linking share. */
export interface LinkingContext {
  readonly config: LinkingConfig
  /** The service's name. */
  readonly service: string
  readonly events: EventHub
  readonly withEmulator: boolean
}
