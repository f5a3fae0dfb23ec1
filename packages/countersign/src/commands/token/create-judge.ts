import {
  CountersignError,
  createBotVerifier,
  createEntraVerifier,
  createExchangeVerifier,
  createSubstrateVerifier,
  createTeamsWebhookVerifier,
  decodeCompactJws,
  type ActionTokenVerifier,
} from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { parseTime } from '../../command/parse-time.js'
import { readInput, readInputBytes } from '../../command/read-input.js'
import type { TokenJudge } from './judged-token.js'
import { parseCloud, readKeySource, readTrustedMetadata } from './key-source.js'
import type { VerifyTokenFlags } from './token-flags.js'
import { readProfile } from './token-profiles.js'

/** The channel of an activity that nobody named. */
const DEFAULT_CHANNEL = 'msteams'

/** The judge that the flags describe. Throws `ERR_COMMAND_USAGE`, `ERR_COMMAND_FILE` or a configuration error. */
export async function createJudge(io: CommandIo, flags: VerifyTokenFlags): Promise<TokenJudge> {
  const profile = readProfile(flags)
  const at = flags.at === undefined ? undefined : parseTime(flags.at)
  const now = at === undefined ? io.now : (): number => at
  const { audience } = flags
  const cloud = flags.cloud === undefined ? {} : { cloud: parseCloud(flags.cloud) }
  switch (profile) {
    case 'entra':
      return judgeBy(
        createEntraVerifier({
          audience,
          tenants: flags.tenant,
          scope: flags.scope,
          ...(flags.caller.length > 0 && { callers: flags.caller }),
          ...cloud,
          keys: await readKeySource(io, profile, flags),
          now,
        }),
      )
    case 'substrate':
      return judgeBy(
        createSubstrateVerifier({
          audience,
          ...(flags.sender.length > 0 && { senders: flags.sender }),
          ...(flags.tenant.length > 0 && { tenants: flags.tenant }),
          ...(flags.caller.length > 0 && { appIds: flags.caller }),
          keys: await readKeySource(io, profile, flags),
          now,
        }),
      )
    case 'exchange': {
      const { urls, keys } = await readTrustedMetadata(io, flags)
      return judgeBy(createExchangeVerifier({ audience, trustedMetadata: urls, keys, now }))
    }
    case 'bot':
      return createBotJudge(io, flags, now)
    case 'teams-webhook':
      return createWebhookJudge(io, flags, now)
  }
}

function judgeBy(verifier: ActionTokenVerifier): TokenJudge {
  return async (text) => ({ kind: 'token', token: await verifier.verify(text), remarks: [] })
}

/**
 * The connector's token is judged together with the activity that it came with. Where the call does not name its service URL, the
 * token's own stands in, so that all but that comparison is judged; the verdict says so.
 */
async function createBotJudge(
  io: CommandIo,
  flags: VerifyTokenFlags,
  now: () => number,
): Promise<TokenJudge> {
  const verifier = createBotVerifier({
    audience: flags.audience,
    ...(flags.cloud !== undefined && { cloud: parseCloud(flags.cloud) }),
    ...(flags.allowedServiceUrl.length > 0 && { serviceUrls: flags.allowedServiceUrl }),
    keys: await readKeySource(io, 'bot', flags),
    now,
  })
  const { serviceUrl, channel: channelId = DEFAULT_CHANNEL } = flags
  const remarks = [
    ...(serviceUrl === undefined
      ? ["the token's service URL was not compared with an activity's: give --service-url"]
      : []),
    ...(flags.channel === undefined ? [`judged for the channel ${channelId}: another is --channel`] : []),
  ]
  return async (text) => {
    const activity = { serviceUrl: serviceUrl ?? claimedServiceUrl(text), channelId }
    return { kind: 'token', token: await verifier.verify(text, activity), remarks }
  }
}

function claimedServiceUrl(text: string): string {
  const { serviceurl, serviceUrl } = decodeCompactJws(text).payload
  const claimed = serviceurl ?? serviceUrl
  return typeof claimed === 'string' ? claimed : ''
}

async function createWebhookJudge(
  io: CommandIo,
  flags: VerifyTokenFlags,
  now: () => number,
): Promise<TokenJudge> {
  if (flags.key.length === 0 || flags.body === undefined) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      'The profile teams-webhook needs --key FILE (the base64 security token) and --body FILE (the raw body).',
    )
  }
  const keys: string[] = []
  for (const file of flags.key) keys.push((await readInput(io, file)).trim())
  const verifier = createTeamsWebhookVerifier({ keys, now })
  const body = await readInputBytes(io, flags.body)
  return async (text) => ({ kind: 'webhook', activity: verifier.verify(text, body) })
}
