import type { IdentityLink } from '@countersign/ledger/links'
import type { Actor } from '../kinds/actor.js'
import type { ActionContext, CardPlace } from '../kinds/kind-options.js'
import type { KeptLease } from './keep-lease.js'
import type { ActPress } from './press.js'

/** What a handler is told of a press. A class, so that the contexts of all presses are of one shape. */
export class HandlerContext implements ActionContext<string, unknown, IdentityLink | undefined> {
  readonly item: string
  readonly version: number
  readonly decision: string
  readonly actor: Actor
  readonly input: unknown
  readonly link: IdentityLink | undefined
  readonly place: CardPlace
  declare readonly requestId?: string
  readonly #lease: KeptLease

  constructor(press: ActPress, lease: KeptLease) {
    this.item = press.claims.item
    this.version = press.claims.version
    this.decision = press.decision
    this.actor = press.actor
    this.input = press.input
    this.link = press.link
    this.place = press.place
    if (press.requestId !== undefined) this.requestId = press.requestId
    this.#lease = lease
    Object.freeze(this)
  }

  get signal(): AbortSignal {
    return this.#lease.signal
  }
}
