import {
  bindExecuteCard,
  CountersignTypeError,
  isMessageCard,
  lintCard,
  MAX_ACTORS,
  type ActorBinding,
  type LimitedTokens,
  type OutlookCard,
} from '@countersign/core'
import { chooseTenant } from '../channels/check-post-options.js'
import { isGuid } from '../config/object-ids.js'
import { isOptionObject } from '../config/option-object.js'
import type { ActorIds } from '../config/service-options.js'
import type { ServiceConfig } from '../config/service-config.js'
import { composeCardClaims } from '../kinds/compose-card-claims.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { sealFor } from '../kinds/seal-for.js'
import { senderOfBot } from '../pipeline/card-place.js'
import { describeFinding } from '../send/build-card.js'
import { listItemScopes } from '../send/item-scopes.js'
import { listCardProblems } from '../send/list-card-problems.js'
import { listItemProblems } from '../send/list-item-problems.js'
import { openItem } from '../send/open-item.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import type { BotCardOptions } from './bot-card-options.js'
import { makeCardRefresh, makeExecute } from './make-execute.js'

interface BotCardMeans {
  readonly originator: string
  readonly limited: LimitedTokens
  readonly botAppId: string
  readonly actors: readonly ActorBinding[]
  readonly version: number
}

/** Findings of lint that hold wherever a card is shown; what else it knows is about Outlook. */
const COMMON_FINDING =
  /^CARD_(?:MESSAGE_TYPE|VERSION|ACTION_MIX|ACTION_HTTP_VERSION|ACTION_EXECUTE_VERSION|LINK|ID)/

/** The card of an item for the bot to post: made, checked, its item opened, its tokens sealed. */
export async function composeBotCard(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  options: BotCardOptions<string>,
): Promise<OutlookCard> {
  const means = checkBotCard(options, kind, runtime)
  const card = await makeBotCard(kind, options.card)
  await runtime.ledger.open()
  const claims = composeCardClaims(
    runtime.config,
    kind,
    {
      item: options.item,
      version: means.version,
      actors: means.actors,
      sender: senderOfBot(means.botAppId),
      originator: means.originator,
    },
    runtime.config.now(),
  )
  const bound = bindExecuteCard(card, {
    decisions: kind.decisions,
    parameter: kind.parameter,
    tokenFor: sealFor(means.limited, claims),
  })
  const tenantIds = means.actors.flatMap((actor) => ('tenantId' in actor ? [actor.tenantId] : []))
  const scopes = listItemScopes(kind, [{ tenantIds }])
  await openItem(runtime, kind, {
    item: options.item,
    version: means.version,
    closesAt: claims.closesAt,
    scopes,
  })
  return bound
}

function checkBotCard(
  options: BotCardOptions<string>,
  kind: KindDefinition,
  { config }: ServiceRuntime,
): BotCardMeans {
  if (!isOptionObject(options)) {
    throw new CountersignTypeError('ERR_CONFIG_POST', 'cardFor needs an object with item and card')
  }
  const { originator, limited, botAppId } = config
  const problems = [...listItemProblems(options), ...listCardProblems(options.card)]
  if (botAppId === undefined) problems.push('the service needs bot (COUNTERSIGN_BOT_APP_ID)')
  if (kind.withoutLimitedToken !== undefined) problems.push("a bot's cards need limited-purpose tokens")
  if (kind.linked !== undefined) problems.push('linked is for mails: a bot has a sign-in of its own')
  const actors =
    kind.actors === 'authorized'
      ? [{ tenantId: chooseTenant(options.tenantId, config, problems), anyone: true } as const]
      : listActors(options.to, config, problems)
  if (kind.actors === 'authorized' && options.to !== undefined) {
    problems.push('to is for kinds with recipients; here the kind says who may act')
  }
  if (problems.length > 0 || originator === undefined || limited === undefined || botAppId === undefined) {
    throw new CountersignTypeError('ERR_CONFIG_POST', problems)
  }
  return { originator, limited, botAppId, actors, version: options.version ?? 0 }
}

function listActors(
  to: BotCardOptions<string>['to'],
  { tenants }: ServiceConfig,
  problems: string[],
): readonly ActorBinding[] {
  const given = to === undefined ? [] : isList(to) ? to : [to]
  if (given.length === 0 || given.length > MAX_ACTORS) {
    problems.push(`to must name 1 to ${String(MAX_ACTORS)} people by tenantId and objectId`)
  }
  return given.map((one, index) => {
    // Without types, `to` may hold anything.
    const ids: Partial<ActorIds> | null = one
    const tenantId = String(ids?.tenantId).toLowerCase()
    const objectId = String(ids?.objectId).toLowerCase()
    if (!tenants.has(tenantId) || !isGuid(objectId)) {
      problems.push(
        `to, entry ${String(index + 1)}: give objectId as a GUID, and as tenantId one of the service's tenants`,
      )
    }
    return { tenantId, objectId }
  })
}

function isList(to: ActorIds | readonly ActorIds[]): to is readonly ActorIds[] {
  return Array.isArray(to)
}

async function makeBotCard(kind: KindDefinition, card: BotCardOptions<string>['card']): Promise<OutlookCard> {
  const made =
    typeof card === 'function'
      ? await card({
          action: (decision, options) => makeExecute(kind, decision, options),
          refresh: (userIds) => makeCardRefresh(kind, userIds),
        })
      : card
  if (isMessageCard(made)) {
    const problem = 'a bot posts Adaptive Cards: convert the MessageCard (countersign card convert)'
    throw new CountersignTypeError('ERR_CARD_LINT', [problem])
  }
  const errors = lintCard(made, {}).filter(
    ({ severity, code }) => severity === 'error' && COMMON_FINDING.test(code),
  )
  if (errors.length > 0) throw new CountersignTypeError('ERR_CARD_LINT', errors.map(describeFinding))
  return made
}
