import type { TrustEmulator } from '@countersign/core'
import type { EventHub } from '../events/event-hub.js'
import { answerLinkFailure, answerLinkPage } from './answer-link-page.js'
import { checkLinkingOptions } from './check-linking-options.js'
import { callStore, requireIdentity, requireLink } from './find-link.js'
import { hashLinkActor } from './link-keys.js'
import type { LinkingContext } from './linking-context.js'
import type { Linking, LinkingOptions } from './linking.js'

/** Throws `ERR_CONFIG_LINKING` with everything that is wrong. */
export function createLinking(
  options: LinkingOptions,
  service: {
    readonly name: string
    readonly events: EventHub
    readonly trustEmulator: TrustEmulator | undefined
  },
): Linking {
  const config = checkLinkingOptions(options, service.trustEmulator)
  const context: LinkingContext = Object.freeze({
    config,
    service: service.name,
    events: service.events,
    withEmulator: service.trustEmulator !== undefined,
  })
  const { store } = config
  return Object.freeze<Linking>({
    kind: 'linking',
    url: config.url,
    path: config.path,
    methods: Object.freeze(['GET', 'POST'] as const),
    require: (actor, headers) => requireLink(context, actor, headers),
    find(actor) {
      const actorKey = hashLinkActor(service.name, requireIdentity(actor))
      return callStore(store, (links) => links.findLink(actorKey))
    },
    unlink(actor) {
      const actorKey = hashLinkActor(service.name, requireIdentity(actor))
      return callStore(store, (links) => links.removeLink(actorKey))
    },
    unlinkAccount: (account) => callStore(store, (links) => links.removeAccount(account)),
    handle: (request) => answerLinkPage(context, request),
    refuse: (error) => answerLinkFailure(context, error),
  })
}
