import { CountersignError, type ProfileName } from '@countersign/core'
import type { VerifyTokenFlags } from './token-flags.js'

type Flag = keyof VerifyTokenFlags

const EVERYWHERE: readonly Flag[] = ['profile', 'at', 'batch', 'json']
const KEY_SET: readonly Flag[] = ['audience', 'jwks', 'metadata', 'trustEmulator']

/** The options that each profile knows. */
const FLAGS: Readonly<Record<ProfileName, readonly Flag[]>> = {
  entra: [...KEY_SET, 'tenant', 'scope', 'caller', 'cloud'],
  substrate: [...KEY_SET, 'tenant', 'caller', 'sender'],
  exchange: ['audience', 'trustedMetadata', 'metadata', 'trustEmulator'],
  bot: [...KEY_SET, 'cloud', 'serviceUrl', 'allowedServiceUrl', 'channel'],
  'teams-webhook': ['key', 'body'],
}

/**
 * The profile that the flags name. An option that it does not know is refused and not passed over: whoever gives it believes that
 * it is held against the token.
 *
 * @throws CountersignError `ERR_COMMAND_USAGE`
 */
export function readProfile(flags: VerifyTokenFlags): ProfileName {
  const { profile } = flags
  if (!isProfile(profile)) {
    const names = Object.keys(FLAGS).join(', ')
    throw new CountersignError('ERR_COMMAND_USAGE', `There is no profile "${profile}": use ${names}.`)
  }
  const foreign = Object.entries(flags)
    .filter(
      ([name, value]) =>
        isGiven(value) && ![...EVERYWHERE, ...FLAGS[profile]].some((known) => known === name),
    )
    .map(([name]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
  if (foreign.length === 0) return profile
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `The profile ${profile} does not know ${foreign.join(', ')}; leave it out.`,
  )
}

function isProfile(name: string): name is ProfileName {
  return Object.hasOwn(FLAGS, name)
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined
}
