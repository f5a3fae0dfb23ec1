import {
  CountersignError,
  createEntraVerifier,
  createSubstrateVerifier,
  type ActionTokenVerifier,
  type JsonWebKeySet,
  type KeySourceOptions,
  type TrustEmulator,
} from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { parseTime } from '../../command/parse-time.js'
import { readInput } from '../../command/read-input.js'
import type { VerifyTokenFlags } from './token-flags.js'

const CLOUDS = ['public', 'usgov', 'china'] as const
const LOGIN_HOSTS: Record<(typeof CLOUDS)[number], string> = {
  public: 'login.microsoftonline.com',
  usgov: 'login.microsoftonline.us',
  china: 'login.partner.microsoftonline.cn',
}
/** Stands for the emulator's address where its keys are given as a file. */
const OFFLINE_EMULATOR = 'http://127.0.0.1/issuers'

/** The verifier that the flags describe. Throws `ERR_COMMAND_USAGE` or a configuration error. */
export async function createVerifier(io: CommandIo, flags: VerifyTokenFlags): Promise<ActionTokenVerifier> {
  const at = flags.at === undefined ? undefined : parseTime(flags.at)
  const now = at === undefined ? io.now : (): number => at
  const keys = await keySource(io, flags)
  switch (flags.profile) {
    case 'entra':
      return createEntraVerifier({
        audience: flags.audience,
        tenants: flags.tenant,
        scope: flags.scope,
        ...(flags.caller.length > 0 && { callers: flags.caller }),
        ...(flags.cloud !== undefined && { cloud: parseCloud(flags.cloud) }),
        keys,
        now,
      })
    case 'substrate':
      return createSubstrateVerifier({
        audience: flags.audience,
        ...(flags.sender.length > 0 && { senders: flags.sender }),
        ...(flags.tenant.length > 0 && { tenants: flags.tenant }),
        ...(flags.caller.length > 0 && { appIds: flags.caller }),
        keys,
        now,
      })
    default:
      throw new CountersignError(
        'ERR_COMMAND_USAGE',
        `There is no profile "${flags.profile}": use entra or substrate.`,
      )
  }
}

async function keySource(io: CommandIo, flags: VerifyTokenFlags): Promise<KeySourceOptions> {
  if (flags.jwks === undefined && flags.metadata === undefined) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      'Say where the keys come from: --jwks FILE, or --metadata URL.',
    )
  }
  if (flags.jwks === undefined) return { fetch: globalThis.fetch, ...trustedAddress(flags) }
  const jwks = await readJson(io, flags.jwks)
  if (typeof jwks !== 'object' || jwks === null || !('keys' in jwks) || !Array.isArray(jwks.keys)) {
    throw new CountersignError('ERR_KEY_UNREADABLE', `${flags.jwks} is no key set: it has no list "keys".`)
  }
  return {
    jwks: jwks as JsonWebKeySet,
    ...(flags.metadata !== undefined && { metadata: await readJson(io, flags.metadata) }),
    ...(flags.trustEmulator.length > 0 && {
      trustEmulator: { metadata: OFFLINE_EMULATOR, keyThumbprint: flags.trustEmulator },
    }),
  }
}

/**
 * Keys are fetched from the issuer's own address and no other; the flag has to name it, so that a script says what it
 * reaches out to. An emulator's address counts only together with its key.
 */
function trustedAddress({ profile, cloud, metadata = '', trustEmulator }: VerifyTokenFlags): {
  trustEmulator?: TrustEmulator
} {
  const issuers = /^(.*\/issuers)(?:\/.*)?$/.exec(metadata)?.[1]
  if (trustEmulator.length > 0)
    return { trustEmulator: { metadata: issuers ?? metadata, keyThumbprint: trustEmulator } }
  const host = profile === 'substrate' ? 'substrate.office.com' : LOGIN_HOSTS[parseCloud(cloud ?? 'public')]
  if (metadata.startsWith(`https://${host}/`)) return {}
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `Keys of ${profile} are fetched from https://${host}/ only; another address needs --trust-emulator THUMBPRINT, and is an emulator's.`,
  )
}

async function readJson(io: CommandIo, file: string): Promise<unknown> {
  const text = await readInput(io, file)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CountersignError('ERR_COMMAND_FILE', `${file} is not JSON.`, { cause })
  }
}

function parseCloud(text: string): (typeof CLOUDS)[number] {
  const found = CLOUDS.find((cloud) => cloud === text)
  if (found) return found
  throw new CountersignError('ERR_COMMAND_USAGE', `There is no cloud "${text}": use ${CLOUDS.join(', ')}.`)
}
