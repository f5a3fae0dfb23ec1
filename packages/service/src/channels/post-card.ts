import { CountersignError, isCodedError } from '@countersign/core'
import type { SendLog } from '@countersign/mail'
import { composeCardClaims } from '../kinds/compose-card-claims.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { sealFor } from '../kinds/seal-for.js'
import { CHANNEL_SENDER } from '../pipeline/card-place.js'
import { hashParts } from '../pipeline/hash-parts.js'
import { tenantScopeOf } from '../pipeline/ledger-keys.js'
import { createLedgerSendLog, forgetfulSendLog } from '../send/ledger-send-log.js'
import { openItem } from '../send/open-item.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { composePost, makePost } from './build-post.js'
import { checkPostOptions, type PostMeans } from './check-post-options.js'
import { deliverToWebhook } from './deliver-to-webhook.js'
import type { PostOptions, PostResult } from './post-options.js'

/** card → lint → bind → post to the channel's incoming-webhook URL. */
export async function postCard(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  options: PostOptions<string, string>,
): Promise<PostResult> {
  const { config } = runtime
  const means = checkPostOptions(options, kind, config, runtime.ledger.configured)
  const card = await makePost(kind, options.card)
  // A ledger refuses what is older than itself, so it has to be born before the first token is sealed.
  if (runtime.ledger.configured) await runtime.ledger.open()
  const claims = composeCardClaims(
    config,
    kind,
    {
      item: options.item,
      version: means.version,
      // Nobody is named: who may act is authorised at the press.
      actors: [{ tenantId: means.tenantId, anyone: true }],
      sender: CHANNEL_SENDER,
      originator: means.originator,
    },
    config.now(),
  )
  const tokenFor = sealFor(means.limited, claims)
  const message = composePost(card, kind, (decision) => tokenFor(decision, 'act'))
  const { version } = means
  const scopes = [tenantScopeOf(kind, means.tenantId)]
  await openItem(runtime, kind, { item: options.item, version, closesAt: claims.closesAt, scopes })
  const facts = { kind: kind.name, item: options.item, version }
  try {
    const attempts = await postLogged(runtime, kind, options, { means, message })
    runtime.events.emit({ type: 'card.posted', attempts, ...facts })
    return Object.freeze({ attempts })
  } catch (error) {
    const code = isCodedError(error) ? { code: error.code } : {}
    runtime.events.emit({ type: 'card.not-posted', ...code, ...facts })
    throw error
  }
}

async function postLogged(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  { key, item, signal }: PostOptions<string, string>,
  { means, message }: { readonly means: PostMeans; readonly message: object },
): Promise<number> {
  const { name: service, now } = runtime.config
  const log: SendLog =
    key === undefined
      ? forgetfulSendLog
      : createLedgerSendLog(runtime.ledger, { service, now, kind: kind.name, item })
  const logKey = hashParts(['countersign post', key ?? '', means.url.href])
  const entry = await log.begin(logKey)
  if (entry.state === 'sent') return 0
  if (entry.state === 'busy') throw new CountersignError('ERR_POST_BUSY')
  let attempts: number
  try {
    attempts = await deliverToWebhook(means.url, message, { now, signal })
  } catch (error) {
    // Should giving the key free fail as well, the log's lease does it.
    await log.failed(logKey).catch(() => undefined)
    throw error
  }
  // The card is out; a log that fails now must not make it count as failed.
  await log.sent(logKey, 'posted').catch(() => undefined)
  return attempts
}
