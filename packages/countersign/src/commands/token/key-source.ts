import {
  BOT_CLOUDS,
  CountersignError,
  ENTRA_CLOUDS,
  SUBSTRATE_METADATA_URL,
  type CertificateSourceOptions,
  type EntraCloudName,
  type JsonWebKeySet,
  type KeySourceOptions,
  type TrustEmulator,
} from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { readInput } from '../../command/read-input.js'
import type { VerifyTokenFlags } from './token-flags.js'

/** Profiles whose issuer publishes a key set. */
export type KeySetProfile = 'entra' | 'substrate' | 'bot'

const CLOUDS = Object.keys(ENTRA_CLOUDS) as EntraCloudName[]
/** Stands for the emulator's address where its keys are given as a file. */
const OFFLINE_EMULATOR = 'http://127.0.0.1/issuers'

/** The keys that `--jwks` or `--metadata` name. Throws `ERR_COMMAND_USAGE`, `ERR_COMMAND_FILE`, `ERR_KEY_UNREADABLE`. */
export async function readKeySource(
  io: CommandIo,
  profile: KeySetProfile,
  flags: VerifyTokenFlags,
): Promise<KeySourceOptions> {
  if (flags.jwks === undefined && flags.metadata === undefined) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      'Say where the keys come from: --jwks FILE, or --metadata URL.',
    )
  }
  if (flags.jwks === undefined) return { fetch: globalThis.fetch, ...trustedAddress(profile, flags) }
  const jwks = await readJson(io, flags.jwks)
  if (typeof jwks !== 'object' || jwks === null || !('keys' in jwks) || !Array.isArray(jwks.keys)) {
    throw new CountersignError('ERR_KEY_UNREADABLE', `${flags.jwks} is no key set: it has no list "keys".`)
  }
  return {
    jwks: jwks as JsonWebKeySet,
    ...(flags.metadata !== undefined && { metadata: await readJson(io, flags.metadata) }),
    ...offlineTrust(flags),
  }
}

/** Where the certificates of `--trusted-metadata URL[=FILE]` come from. */
export interface TrustedMetadataSource {
  readonly urls: readonly string[]
  readonly keys: CertificateSourceOptions
}

/** Throws `ERR_COMMAND_USAGE`, `ERR_COMMAND_FILE`. */
export async function readTrustedMetadata(
  io: CommandIo,
  flags: VerifyTokenFlags,
): Promise<TrustedMetadataSource> {
  const entries = flags.trustedMetadata.map(splitAddress)
  const urls = entries.map(({ url }) => url)
  const files = entries.filter(({ file }) => file !== undefined)
  if (files.length === 0) return { urls, keys: { fetch: globalThis.fetch, ...emulatorBase(flags) } }
  if (files.length < entries.length) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      'Give a file for every --trusted-metadata (URL=FILE), or for none.',
    )
  }
  const documents: Record<string, unknown> = {}
  for (const { url, file = '' } of files) documents[url] = await readJson(io, file)
  return { urls, keys: { documents, ...offlineTrust(flags) } }
}

/** True where nothing is fetched: then nobody is left to wait for, and what cannot be decided is a matter of the files. */
export function isOffline({ profile, jwks, trustedMetadata }: VerifyTokenFlags): boolean {
  return (
    profile === 'teams-webhook' || jwks !== undefined || trustedMetadata.some((entry) => entry.includes('='))
  )
}

export function parseCloud(text: string): EntraCloudName {
  const found = CLOUDS.find((cloud) => cloud === text)
  if (found) return found
  throw new CountersignError('ERR_COMMAND_USAGE', `There is no cloud "${text}": use ${CLOUDS.join(', ')}.`)
}

function splitAddress(entry: string): { url: string; file?: string } {
  const at = entry.indexOf('=')
  if (at < 0) return { url: entry }
  if (at < entry.length - 1) return { url: entry.slice(0, at), file: entry.slice(at + 1) }
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    '--trusted-metadata ends with "=" and names no file: give URL=FILE, or the URL alone.',
  )
}

function offlineTrust({ trustEmulator }: VerifyTokenFlags): { trustEmulator?: TrustEmulator } {
  return trustEmulator.length === 0
    ? {}
    : { trustEmulator: { metadata: OFFLINE_EMULATOR, keyThumbprint: trustEmulator } }
}

/** An emulator's address counts only together with its key. */
function emulatorBase({ metadata = '', trustEmulator }: VerifyTokenFlags): { trustEmulator?: TrustEmulator } {
  if (trustEmulator.length === 0) {
    if (metadata === '') return {}
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      "--metadata says where an emulator is, and needs --trust-emulator THUMBPRINT; a server's own address is --trusted-metadata.",
    )
  }
  if (metadata === '') {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      "--trust-emulator needs --metadata (the emulator's address, such as http://127.0.0.1:8787/issuers), or the document itself.",
    )
  }
  const issuers = /^(.*\/issuers)(?:\/.*)?$/.exec(metadata)?.[1]
  return { trustEmulator: { metadata: issuers ?? metadata, keyThumbprint: trustEmulator } }
}

/**
 * Keys are fetched from the issuer's own address and no other; the flag has to name it, so that a script says what it
 * reaches out to.
 */
function trustedAddress(profile: KeySetProfile, flags: VerifyTokenFlags): { trustEmulator?: TrustEmulator } {
  if (flags.trustEmulator.length > 0) return emulatorBase(flags)
  const host = hostOf(profile, parseCloud(flags.cloud ?? 'public'))
  if (flags.metadata?.startsWith(`https://${host}/`) === true) return {}
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `Keys of ${profile} are fetched from https://${host}/ only; another address needs --trust-emulator THUMBPRINT, and is an emulator's.`,
  )
}

function hostOf(profile: KeySetProfile, cloud: EntraCloudName): string {
  switch (profile) {
    case 'entra':
      return ENTRA_CLOUDS[cloud].login
    case 'substrate':
      return new URL(SUBSTRATE_METADATA_URL).host
    case 'bot':
      return new URL(BOT_CLOUDS[cloud].metadataUrl).host
  }
}

async function readJson(io: CommandIo, file: string): Promise<unknown> {
  const text = await readInput(io, file)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CountersignError('ERR_COMMAND_FILE', `${file} is not JSON.`, { cause })
  }
}
