import { randomUUID } from 'node:crypto'
import { CountersignError, type ActorBinding, type LimitedClaims } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { writeJson, writeResult } from '../../command/write-result.js'
import { parseDuration } from '../../command/parse-duration.js'
import { limitedTokensOf } from './limited-tokens-of.js'
import type { MintLimitedTokenFlags } from './limited-token-flags.js'

const PURPOSES: readonly LimitedClaims['purpose'][] = ['act', 'read', 'link']

export async function mintLimitedToken(io: CommandIo, flags: MintLimitedTokenFlags): Promise<void> {
  const { tokens, now } = await limitedTokensOf(io, flags)
  const issuedAt = now() / 1000
  const closesAt = Math.floor(issuedAt + parseDuration(flags.expiresIn) / 1000)
  const purpose = PURPOSES.find((known) => known === flags.purpose)
  if (purpose === undefined) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      `--purpose takes ${PURPOSES.join(', ')}; it was "${flags.purpose}".`,
    )
  }
  const version = Number(flags.itemVersion)
  if (!Number.isSafeInteger(version) || version < 0) {
    throw new CountersignError('ERR_COMMAND_USAGE', '--item-version takes a whole number from 0.')
  }
  const token = tokens.seal({
    jti: randomUUID(),
    iat: issuedAt,
    exp: closesAt,
    closesAt,
    aud: flags.service,
    purpose,
    kind: flags.kind,
    item: flags.item,
    version,
    ...(flags.decision !== undefined && { decision: flags.decision }),
    actors: flags.actor.map(parseActor),
    originator: flags.originator,
    ...(flags.sender !== undefined && { sender: flags.sender }),
    ...(flags.correlationId !== undefined && { correlationId: flags.correlationId }),
  })
  if (flags.json) writeJson(io, { ok: true, token })
  else await writeResult(io, token)
}

function parseActor(text: string): ActorBinding {
  const [tenantId = '', objectId, ...rest] = text.split('/')
  if (objectId === undefined) return { address: text }
  if (tenantId !== '' && objectId !== '' && rest.length === 0) return { tenantId, objectId }
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `"${text}" is no actor: give an address, or TENANT/OBJECTID.`,
  )
}
