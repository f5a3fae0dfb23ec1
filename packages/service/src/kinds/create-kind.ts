import { MAX_EXPIRES_IN_MS } from '../config/service-config.js'
import { CountersignTypeError } from '@countersign/core'
import type { IdentityLink } from '@countersign/ledger/links'
import { composeBotCard } from '../bot/compose-bot-card.js'
import { postCard } from '../channels/post-card.js'
import { startTrace } from '../events/check-trace.js'
import { answerRefusal } from '../pipeline/answer-refusal.js'
import { handleAction } from '../pipeline/handle-action.js'
import type { AnyActionFunction } from '../pipeline/execute-handler.js'
import { hashAllScopes } from '../send/item-scopes.js'
import { sendCard } from '../send/send-card.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import type { ActionHandler, Kind } from './kind.js'
import type { KindDefinition } from './kind-definition.js'

/** A kind with its types erased; `define` gives them back. */
export type AnyKind = Kind<string, unknown, string, IdentityLink | undefined>

export function createKind(runtime: ServiceRuntime, kind: KindDefinition): AnyKind {
  let handled = false
  return Object.freeze<AnyKind>({
    name: kind.name,
    on(handler: AnyActionFunction): ActionHandler {
      if (typeof handler !== 'function') {
        throw new CountersignTypeError('ERR_CONFIG_KIND', `Kind ${kind.name}: on needs a function.`)
      }
      if (handled)
        throw new CountersignTypeError('ERR_CONFIG_KIND', `Kind ${kind.name} has a handler already.`)
      handled = true
      const mounted = Object.freeze<ActionHandler>({
        kind: kind.name,
        path: kind.path,
        handle: (request) => handleAction(runtime, kind, handler, request),
        refuse(error) {
          const trace = startTrace(runtime.events, () => undefined)
          // An adapter refuses only what it could not read.
          trace?.begin('inputs')
          return answerRefusal(error, { runtime, kind: kind.name, requestId: undefined, trace })
        },
      })
      runtime.handlers.set(mounted, { kind, handler })
      return mounted
    },
    send: (options) => sendCard(runtime, kind, options),
    post: (options) => postCard(runtime, kind, options),
    cardFor: (options) => composeBotCard(runtime, kind, options),
    async withdraw(item) {
      if (typeof item !== 'string' || item === '') {
        throw new CountersignTypeError('ERR_CONFIG_SEND', 'withdraw needs the item.')
      }
      const ledger = await runtime.ledger.open()
      // As long as any token of the item may live from now on, whatever the policy was when it was sealed.
      const closesAt = runtime.config.now() + MAX_EXPIRES_IN_MS
      for (const itemKey of hashAllScopes(kind, item, runtime.config))
        await ledger.withdrawItem(itemKey, closesAt)
      runtime.events.emit({ type: 'item.withdrawn', kind: kind.name, item })
    },
  })
}
